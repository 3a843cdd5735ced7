"""Tests of the commands for translators, with the real command line on copies of the project."""
