"""How large a document may be."""

MAX_BYTES = 50_000_000
"""Of any file."""

MAX_TEXT_BYTES = 5_000_000
"""Of a plain text or an HTML page."""

MAX_PAGES = 2_000
"""Pages of a PDF, slides of a deck."""

MAX_CHARACTERS = 20_000_000
"""Characters of all the pages of a PDF."""

MAX_ENTRIES = 10_000
"""Files in the archive that a .docx or a .pptx is."""

MAX_UNPACKED_BYTES = 500_000_000
"""Of all the files of the archive, unpacked."""

MAX_RATIO = 200
"""Unpacked over packed size of the archive, above `FREE_UNPACKED_BYTES`."""

FREE_UNPACKED_BYTES = 20_000_000
"""Unpacked size under which the ratio does not matter."""

MAX_XML_BYTES = 50_000_000
"""Of one XML part, unpacked."""

MAX_LINE_LENGTH = 100_000
"""Characters of one line or paragraph."""
