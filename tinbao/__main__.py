"""`python -m tinbao`."""

from tinbao.cli import main

main()
