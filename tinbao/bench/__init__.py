"""`tinbao bench`: how fast the house takes tips in and understands them, beside a floor measured in the same run."""
