"""The right zone: what is known of the brief on show."""
