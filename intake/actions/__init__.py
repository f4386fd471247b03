"""What changes a case or a report: one file per verb family."""
