"""The front door: reads settings, wires the packages, offers the `tinbao` command."""
