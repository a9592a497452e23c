"""The commands, a file each, in the rooms that `pos_app/cli/parser.py` names."""
