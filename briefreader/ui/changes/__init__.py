"""What has changed in a brief."""
