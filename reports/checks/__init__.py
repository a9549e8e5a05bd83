"""What is looked at before a report is published."""
