"""Mails: as they travel (EML) and as Outlook keeps them (MSG). What they enclose is read by `readers.members`."""
