"""The PDF reader: PDFium's characters into blocks, and the pages themselves for the page view."""
