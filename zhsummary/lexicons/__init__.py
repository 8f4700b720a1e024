"""The words: tables and lists that decide, each explained in its header."""
