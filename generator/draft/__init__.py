"""Values → the text of content files: what stands here always loads again."""
