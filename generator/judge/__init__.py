"""What can be judged of a question by counting: fields, budgets, the story, the prose, the sources, the whole bank."""
