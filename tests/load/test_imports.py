from __future__ import annotations

import subprocess
import sys


def test_reading_content_imports_nothing_heavy() -> None:
    code = (
        "import sys, generator.load.library, generator.load.packfile, generator.load.schema, generator.intake.document;"
    )
    code += (
        "print(sorted({'ftfy', 'charset_normalizer', 'markdown', 'jinja2', 'weasyprint', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
