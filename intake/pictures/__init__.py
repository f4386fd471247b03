"""Pictures citizens sent, made safe to look at: read only in a child process with limits."""
