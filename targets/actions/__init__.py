"""The only writers of what is entered: each action is one change, whole or not at all."""
