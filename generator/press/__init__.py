"""The press: sections are dressed, set side by side, kept, and bound into books."""
