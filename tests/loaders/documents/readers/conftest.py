"""Invented documents in every format, made from one description of their text."""

from __future__ import annotations

import html
import io
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import docx
import pptx
import pytest
from docx.shared import Cm
from pptx.text.text import _Paragraph
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Kind = Literal["title", "heading", "text", "bullet", "under"]


@dataclass(frozen=True)
class Block:
    """A paragraph of an invented text; `under` is a paragraph under a bullet."""

    kind: Kind
    text: str


PRESS = (
    Block("title", "Des cabinets ouverts en Terres-du-Milieu"),
    Block(
        "text",
        "La région Terres-du-Milieu aide depuis longtemps les jeunes soignants qui veulent ouvrir un cabinet "
        "loin des grandes villes. Voici ce que ses agents ont compté cette année, en février, avec leurs "
        "partenaires des trois vallées.",
    ),
    Block("text", "Trois mesures montrent ce qui change :"),
    Block(
        "bullet",
        "le contrat de vallée (CDV) : 1 234 étudiants ont signé un contrat, et leur nombre a été multiplié par "
        "2,5 depuis 2011, d’après le recensement que la région a mené auprès de toutes les facultés,",
    ),
    Block("bullet", "les maisons des soins : 57 maisons sont ouvertes et 38 sont en projet."),
    Block("text", "Plus de 65 % des habitants vivent à moins de 12 minutes d’un cabinet."),
    Block("heading", "Une prime de 750 euros pour les remplaçants"),
    Block("bullet", "La prime de vallée : une aide pour les deux premières années"),
    Block(
        "under",
        "Elle est versée chaque mois aux remplaçants qui restent au moins deux ans. Un budget de 123 000 euros "
        "y est consacré, soit 12,5 % de plus que l’an passé, pour les 41 remplaçants qui sont déjà inscrits.",
    ),
    Block("bullet", "Le guichet des vallées : un seul interlocuteur"),
)

DECK: tuple[tuple[Block, ...], ...] = (
    (
        Block("title", "Bilan du plan des vallées"),
        Block("text", "Entre 2014 et 2019, le nombre de cabinets ouverts a diminué de -5,40%."),
        Block("text", "Évolution par vallée :"),
        Block("bullet", "Vallée haute : -7,21%"),
        Block("bullet", "Vallée basse : +3,05%"),
    ),
    (
        Block("title", "Places de formation"),
        Block("text", "Versant médical :"),
        Block("bullet", "Médecine : de 2110 à 2330 (+10.43%)"),
        Block("bullet", "Pour les infirmiers : 2018 : 1 655 places, 2019 : 1752"),
        Block("text", "Les stages restent trop peu nombreux dans les vallées."),
    ),
)
DECK_DATE = "14/03/2021"


def press_txt(blocks: Sequence[Block] = PRESS) -> bytes:
    """Return a text laid out as a web page saved as text: a blank line between paragraphs."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "under":
            lines.append(f"    {block.text}")
        elif block.kind == "bullet":
            if lines and not lines[-1].startswith(" "):
                lines.append("")
            lines.append(f"  • {block.text}")
        else:
            lines += ["", block.text]
    return "\n".join(lines[1:]).encode()


def deck_txt(slides: Sequence[Sequence[Block]] = DECK, date: str = DECK_DATE) -> bytes:
    """Return the text of a deck: slide number glued to the date, a blank line between all lines."""
    lines: list[str] = []
    for number, blocks in enumerate(slides, 2):
        lines += [f"{number}{date}", ""]
        for block in blocks:
            text = f"• {block.text}" if block.kind == "bullet" else block.text
            for line in _broken(text, 46):
                lines += [line, ""]
        lines += ["", ""]
    return "\n".join(lines).encode()


def _broken(text: str, width: int) -> list[str]:
    """Break a text at spaces; a sign is left at the end of its line, as decks do."""
    lines = [""]
    for word in text.replace(" -5", " - 5").split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return [f"{line} " for line in lines[:-1]] + lines[-1:]


def page_html(blocks: Sequence[Block] = PRESS) -> bytes:
    """Return a page of a site, with its menu, footer and cookie banner."""
    body: list[str] = []
    in_list = False
    for block in blocks:
        text = html.escape(block.text)
        if block.kind == "under":
            body[-1] = body[-1].removesuffix("</li>") + f"<br />{text}</li>"
            continue
        if (block.kind == "bullet") != in_list:
            body.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = {"title": "h1", "heading": "h2", "text": "p", "bullet": "li"}[block.kind]
        body.append(f"<{tag}>{text}</{tag}>")
    if in_list:
        body.append("</ul>")
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Site</title>
<style>p {{ color: red }}</style><script>var n = 99;</script></head><body>
<div id="cookie-banner">Nous utilisons 3 cookies</div><nav><a href="/">Accueil 2024</a></nav>
<main>{"".join(body)}</main><footer>Tél. 03 22 00 00 00</footer></body></html>""".encode()


def document_docx(blocks: Sequence[Block] = PRESS) -> bytes:
    """Return a Word document with real styles, a header and a footer."""
    document = docx.Document()
    styles = {"title": "Title", "heading": "Heading 1", "text": "Normal", "bullet": "List Bullet"}
    for block in blocks:
        if block.kind == "under":
            document.add_paragraph(block.text).paragraph_format.left_indent = Cm(1)
        else:
            document.add_paragraph(block.text, style=styles[block.kind])
    document.sections[0].footer.paragraphs[0].text = "Page 1 sur 1"
    return saved(document.save)


def paper_pdf(blocks: Sequence[Block] = PRESS) -> bytes:
    """Return a PDF report whose paragraphs are broken by the width of the page."""
    sheet = getSampleStyleSheet()
    under = ParagraphStyle("under", sheet["BodyText"], leftIndent=36)
    bullet = ParagraphStyle("list", sheet["BodyText"], leftIndent=36, bulletIndent=18)
    story: list[Flowable] = []
    for block in blocks:
        text = html.escape(block.text)
        if block.kind == "bullet":
            story.append(Paragraph(text, bullet, bulletText="•"))
        elif block.kind == "under":
            story.append(Paragraph(text, under))
        else:
            styles = {"title": "Title", "heading": "Heading2", "text": "BodyText"}
            story.append(Paragraph(text, sheet[styles[block.kind]]))
    return built_pdf(story)


def built_pdf(story: list[Flowable]) -> bytes:
    """Return a PDF with a page number at the foot of each page."""

    def numbered(page: canvas.Canvas, document: SimpleDocTemplate) -> None:
        page.setFont("Helvetica", 8)
        page.drawString(300, 30, str(document.page))

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(story, onFirstPage=numbered, onLaterPages=numbered)
    return stream.getvalue()


def deck_pdf(slides: Sequence[Sequence[Block]] = DECK, date: str = DECK_DATE) -> bytes:
    """Return a deck exported as PDF: 16:9 pages, number and date at the foot."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(960, 540))
    for number, blocks in enumerate(slides, 2):
        y = 460
        for block in blocks:
            size = 36 if block.kind == "title" else 20
            page.setFont("Helvetica", size)
            if block.kind == "bullet":
                page.drawString(60, y, "•")
            for line in _broken(block.text, 60):
                page.drawString(60 if block.kind == "title" else 90, y, line)
                y -= 1.2 * size
            y -= 12
        page.setFont("Helvetica", 12)
        page.drawString(60, 20, date)
        page.drawString(900, 20, str(number))
        page.showPage()
    page.save()
    return stream.getvalue()


def deck_pptx(slides: Sequence[Sequence[Block]] = DECK, date: str = DECK_DATE) -> bytes:
    """Return a deck made in PowerPoint: a title and a body with bullets per slide."""
    deck = pptx.Presentation()
    for number, blocks in enumerate(slides, 2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        frame = slide.placeholders[1].text_frame
        first = True
        for block in blocks:
            if block.kind == "title":
                slide.shapes.title.text = block.text
                continue
            paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
            first = False
            paragraph.text = block.text
            if block.kind == "under":
                paragraph.level = 1
            if block.kind != "bullet":
                properties = paragraph._p.get_or_add_pPr()
                properties.append(properties.makeelement(_A + "buNone", {}))
        footer = slide.shapes.add_textbox(Inches(8), Inches(7), Inches(1), Inches(0.4))
        add_field(footer.text_frame.paragraphs[0], "slidenum", str(number))
        stamp = slide.shapes.add_textbox(Inches(1), Inches(7), Inches(2), Inches(0.4))
        add_field(stamp.text_frame.paragraphs[0], "datetime1", date)
    return saved(deck.save)


def add_field(paragraph: _Paragraph, kind: str, text: str) -> None:
    """Put a field (slide number, date) in a paragraph, as PowerPoint writes it."""
    element = paragraph._p
    field = element.makeelement(_A + "fld", {"id": "{00000000-0000-0000-0000-000000000000}", "type": kind})
    run = element.makeelement(_A + "t", {})
    run.text = text
    field.append(run)
    element.append(field)


def pasted(text: str, form: str, *, blanks: bool) -> bytes:
    """Return a file in which every line of a text is a paragraph of its own."""
    lines = [line for line in text.split("\n") if line.strip() or blanks]
    if form == "docx":
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        return saved(document.save)
    if form == "pptx":
        deck = pptx.Presentation()
        for line in lines:
            if line.endswith(DECK_DATE):
                slide = deck.slides.add_slide(deck.slide_layouts[6])
                frame = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(5)).text_frame
            frame.add_paragraph().text = line
        return saved(deck.save)
    escaped = [html.escape(line) for line in lines]
    bodies = {
        "html": "".join(f"<p>{line}</p>" for line in escaped),
        "br.html": f"<div>{'<br>'.join(escaped)}</div>",
        "pre.html": f"<pre>{chr(10).join(escaped)}</pre>",
    }
    return f"<!DOCTYPE html><html><body>{bodies[form]}</body></html>".encode()


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def samples() -> types.SimpleNamespace:
    """Return the invented texts and the functions that make files of them."""
    return types.SimpleNamespace(
        Block=Block,
        PRESS=PRESS,
        DECK=DECK,
        DECK_DATE=DECK_DATE,
        press_txt=press_txt,
        deck_txt=deck_txt,
        page_html=page_html,
        document_docx=document_docx,
        paper_pdf=paper_pdf,
        built_pdf=built_pdf,
        deck_pdf=deck_pdf,
        deck_pptx=deck_pptx,
        add_field=add_field,
        pasted=pasted,
        saved=saved,
    )
