"""The long runs: many hostile records through the whole path, and atheris on single readers."""
