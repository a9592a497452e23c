"""Qt style sheet: one string, made from the tokens."""

from pos_app.ui.theme.tokens import (
    CAP,
    RADIUS,
    RADIUS_SMALL,
    TARGET,
    TRAINING,
    Colours,
    Size,
    Space,
)

_SHEET = """
* {{ color: {text}; }}
QMainWindow, QDialog, QFrame#page, QWidget#page, QWidget[box="page"],
QScrollArea, QWidget#scrolled {{ background: {ground}; }}
QFrame[box="card"] QScrollArea, QFrame[box="card"] QWidget#scrolled,
QFrame[box="surface"] QScrollArea, QFrame[box="surface"] QWidget#scrolled {{
    background: {surface};
}}
QToolTip {{ background: {text}; color: {surface}; border: 0; padding: {tight}px {small}px; }}

QWidget[box="surface"] {{ background: {surface}; }}
QFrame[box="card"] {{
    background: {surface}; border: 1px solid {line}; border-radius: {radius}px;
}}
QFrame[box="field"] {{
    background: {surface}; border: 1px solid {edge}; padding: 1px; border-radius: {radius}px;
}}
QFrame[box="field"][lit="true"] {{ border: 2px solid {accent}; padding: 0; }}
QFrame[box="field"][wrong="true"] {{ border: 2px solid {fail}; padding: 0; }}
QFrame[box="field"]:disabled {{ background: {sunken}; }}
QFrame[box="segments"] {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius_small}px;
}}
QFrame[box="preview"] {{ background: {ground}; border: 0; border-right: 1px solid {line}; }}
QFrame[box="header"] {{ background: {surface}; }}
QFrame[box="keyboard"] {{ background: {sunken}; border: 0; border-top: 1px solid {edge}; }}
QFrame[box="side"] {{ background: {surface}; border-left: 1px solid {line}; }}
QFrame[box="line"] {{ background: {line}; border: 0; }}
QFrame[box="training"] {{
    background: qlineargradient(spread:repeat, x1:0, y1:0, x2:0.0175, y2:0.00008,
        stop:0 {stripe}, stop:0.49 {stripe}, stop:0.51 {between}, stop:1 {between});
}}
QFrame[box="wait"] {{ background: {wait_ground}; border-radius: {radius}px; }}
QFrame[box="doubt"] {{ background: {doubt_ground}; border-radius: {radius}px; }}
QFrame[box="fail"] {{ background: {fail_ground}; border-radius: {radius}px; }}
QFrame[box="notice"] {{ background: {text}; border-bottom-left-radius: {radius}px; }}
QFrame#journal_strip {{ border-bottom-left-radius: 0; }}
QFrame[box="help"] {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius}px;
}}
QFrame#verdict {{ background: {surface}; }}
QFrame#verdict[tone="paid"] {{ background: {paid_ground}; }}
QFrame#verdict[tone="wait"] {{ background: {wait_ground}; }}
QFrame#verdict[tone="fail"] {{ background: {fail_ground}; }}
QFrame#verdict[tone="doubt"] {{ background: {doubt_ground}; }}
QFrame#verdict[tone="off"] {{ background: {off_ground}; }}
QFrame#verdict[tone="taken"] {{ background: {taken_ground}; }}
QFrame#verdict[tone="rest"] {{ background: {sunken}; }}
QFrame#verdict QPushButton {{ padding: 1px 13px; }}
QFrame#verdict QPushButton:focus {{ padding: 0 {normal}px; }}
QFrame#verdict QPushButton[narrow="true"] {{ padding: 1px 5px; }}
QFrame#verdict QPushButton[narrow="true"]:focus {{ padding: 0 {tight}px; }}
QFrame#verdict QPushButton[keyed="true"] {{ padding: 1px 5px 18px 5px; font-size: 13px; }}
QFrame#verdict QPushButton[keyed="true"]:focus {{ padding: 0 4px 17px 4px; }}
QPushButton[keyed="true"] {{ min-height: 23px; }}
QFrame[box="flags"] {{ background: {doubt_ground}; border-radius: {radius_small}px; }}

QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QFrame[box="notice"] QLabel {{ color: {surface}; }}
QLabel[tone="paid"] {{ color: {paid}; }}
QLabel[tone="wait"] {{ color: {wait}; }}
QLabel[tone="fail"] {{ color: {fail}; }}
QLabel[tone="doubt"] {{ color: {doubt}; }}
QLabel[tone="off"] {{ color: {off}; }}
QLabel[tone="taken"] {{ color: {taken}; }}
QLabel[tone="rest"] {{ color: {muted}; }}

QPlainTextEdit {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius_small}px;
    padding: 5px; selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: {tight}px; }}
QLineEdit, QComboBox, QDateEdit {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius_small}px;
    padding: 1px 13px; min-height: {inner}px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit {{ placeholder-text-color: {muted}; }}
QComboBox {{ padding: 0 13px; min-height: {inner_and_two}px; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus {{
    border: 2px solid {accent}; padding: 0 {normal}px; min-height: {inner}px;
}}
QLineEdit[wrong="true"] {{ border: 2px solid {fail}; padding: 0 {normal}px; }}
QLineEdit[bare="true"] {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {muted}; background: {sunken}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 0px; }}
QComboBox QAbstractItemView {{
    background: {surface}; border: 1px solid {edge}; outline: 0;
    selection-background-color: {tint}; selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: {target}px; padding: 0 {small}px; }}

QPushButton {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius_small}px;
    padding: 1px 17px; min-height: {inner}px; font-weight: 600; outline: 0;
}}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 {wide}px; }}
QPushButton:disabled {{ color: {muted}; background: {sunken}; border-color: {line}; }}
QPushButton[kind="main"] {{
    background: {accent}; color: {on_accent}; border-color: {accent};
}}
QPushButton#charge {{ min-height: 60px; border-radius: {radius}px; padding: 1px; }}
QPushButton#charge:focus {{ padding: 0; }}
QPushButton#charge[cap="true"] {{ padding-right: {cap_and_one}px; }}
QPushButton#charge[cap="true"]:focus {{ padding-right: {cap}px; }}
QPushButton#charge[closely="true"] {{ min-height: 48px; }}
QPushButton[kind="main"]:focus {{ border-color: {text}; }}
QPushButton[kind="main"]:disabled {{
    background: {sunken}; color: {muted}; border-color: {line};
}}
QPushButton[kind="danger"] {{ color: {fail}; border-color: {fail}; }}
QPushButton[kind="danger"]:focus {{ border-color: {text}; }}
QPushButton[kind="quiet"] {{
    background: transparent; border-color: transparent; color: {muted}; padding: 1px 13px;
}}
QPushButton[kind="quiet"]:focus {{ border-color: {accent}; padding: 0 {normal}px; }}
QPushButton#clear, QPushButton#clear:focus {{ padding: 0; text-align: left; }}
QPushButton#clear {{ border-width: 2px; }}
QPushButton[kind="quiet"]:hover {{ color: {text}; }}
QPushButton[kind="inside"] {{
    background: transparent; border: 2px solid transparent; padding: 0; min-height: 0;
}}
QPushButton[kind="inside"]:focus {{ border-color: {accent}; padding: 0; }}
QFrame[box="notice"] QPushButton[kind="quiet"] {{ color: {surface}; }}
QPushButton[kind="tab"] {{
    background: transparent; border-color: transparent; color: {muted}; padding: 1px 15px;
}}
QPushButton[kind="tab"][narrow="true"] {{ padding: 0 {small}px; }}
QPushButton[kind="tab"][side="left"] {{ text-align: left; }}
QPushButton[kind="tab"]:hover {{ color: {text}; }}
QPushButton[kind="tab"]:checked {{ background: {sunken}; color: {text}; }}
QPushButton[kind="tab"]:focus {{ border-color: {accent}; padding: 0 14px; }}
QPushButton[kind="tile"], QPushButton[kind="person"] {{
    border-color: {line}; border-radius: {radius}px; padding: 1px; min-height: 60px;
}}
QPushButton[kind="row"] {{
    background: transparent; border: 2px solid transparent; padding: 0; text-align: left;
}}
QPushButton[kind="row"]:hover {{ background: {sunken}; }}
QPushButton[kind="row"][chosen="true"] {{ background: {tint}; border-left-color: {accent}; }}
QPushButton[kind="row"]:focus {{ border-color: {accent}; }}
QPushButton[kind="toggle"] {{
    border-radius: {radius}px; padding: 1px 13px;
}}
QPushButton[kind="tile"]:checked, QPushButton[kind="person"]:checked,
QPushButton[kind="toggle"]:checked {{ background: {tint}; border-color: {accent}; }}
QPushButton[kind="tile"][unready="true"] {{
    background: transparent; border: 1px dashed {muted};
}}
QPushButton[kind="tile"]:focus, QPushButton[kind="person"]:focus {{
    border: 2px solid {accent}; padding: 0;
}}
QPushButton[kind="toggle"]:focus {{ border-color: {accent}; padding: 0 {normal}px; }}
QPushButton[kind="chip"] {{
    border-radius: 18px; margin: 4px 0; min-height: 32px; padding: 1px 11px;
    font-size: {label}px;
}}
QPushButton[kind="chip"]:focus {{ padding: 0 10px; }}
QPushButton[kind="segment"] {{
    background: transparent; border: 2px solid transparent; border-radius: {radius_small}px;
    color: {muted}; padding: 0 {normal}px; font-size: {label}px;
}}
QPushButton[kind="segment"]:hover {{ color: {text}; }}
QPushButton[kind="segment"]:checked {{ background: {sunken}; color: {text}; }}
QPushButton[kind="segment"]:focus {{ border-color: {accent}; padding: 0 {normal}px; }}
QPushButton[kind="segment"][iconed="true"] {{ padding-left: 34px; }}
QPushButton[kind="facet"] {{
    border-radius: 18px; margin: 4px 0; min-height: 34px; padding: 0 13px 0 34px;
    background: transparent; border: 1px dashed {edge}; color: {muted};
    font-size: {label}px; font-weight: 400;
}}
QPushButton[kind="facet"][lit="true"] {{
    background: {tint}; border: 1px solid {accent}; color: {text};
    padding: 0 38px 0 15px; font-weight: 600;
}}
QPushButton[kind="facet"]:hover {{ color: {text}; }}
QPushButton[kind="facet"]:focus {{ border: 2px solid {accent}; min-height: 32px; }}
QPushButton#journal_export, QPushButton#print_print, QPushButton#journal_receipt,
QPushButton#journal_slip {{ padding-left: 36px; }}
QPushButton#journal_export:focus, QPushButton#print_print:focus, QPushButton#journal_receipt:focus,
QPushButton#journal_slip:focus {{ padding-left: 35px; }}
QPushButton[kind="link"] {{
    background: transparent; border: 2px solid transparent; color: {accent};
    padding: 0 {small}px; font-size: {label}px; text-align: left;
}}
QPushButton[kind="link"]:focus {{ border-color: {accent}; padding: 0 {small}px; }}
QFrame[box="drawer"] {{
    background: {ground}; border: 0; border-left: 1px solid {edge};
}}
QFrame[box="popup"] {{
    background: {surface}; border: 1px solid {edge}; border-radius: {radius}px;
}}
QLabel[box="badge"] {{
    background: {sunken}; border-radius: {radius_small}px; padding: 3px {small}px;
}}
QLabel[box="badge"][tone="accent"] {{
    background: {surface}; color: {accent}; border: 1px solid {edge};
}}
QLabel[box="badge"][tone="paid"] {{ background: {paid_ground}; }}
QLabel[box="badge"][tone="wait"] {{ background: {wait_ground}; }}
QLabel[box="badge"][tone="fail"] {{ background: {fail_ground}; }}
QFrame[box="sunken"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {radius_small}px;
}}
QLabel[box="cap"] {{ border: 1px solid {line}; border-radius: 5px; padding: 0 5px; }}
QLabel[box="cap"][quiet="true"] {{ border-color: transparent; }}
QPushButton[kind="key"] {{
    border-color: {line}; border-radius: {radius_small}px; padding: 0; font-size: {key}px;
}}
QPushButton[kind="word"] {{
    border-color: {line}; border-radius: {radius_small}px; padding: 0;
    color: {muted}; font-size: 14px;
}}
QPushButton[kind="key"]:checked, QPushButton[kind="word"]:checked {{
    background: {tint}; border-color: {accent};
}}
QPushButton[kind="key"]:pressed, QPushButton[kind="word"]:pressed {{ background: {line}; }}
QPushButton#doubt_strip, QPushButton#doubts_strip,
QPushButton#stray_strip, QPushButton#attention_strip, QPushButton#paper_strip {{
    background: {doubt_ground}; color: {doubt}; border: 2px solid {doubt_ground};
    border-radius: 0; min-height: 40px; text-align: left; padding: 0 {wide}px;
}}
QPushButton#paper_strip {{
    background: {wait_ground}; color: {wait}; border-color: {wait_ground};
    padding: 0 {edge_space}px;
}}
QPushButton#paper_strip:focus {{ border-color: {wait}; }}
QPushButton#doubt_strip {{ min-height: 48px; padding: 0 {edge_space}px; }}
QPushButton#doubt_strip:focus, QPushButton#doubts_strip:focus, QPushButton#stray_strip:focus,
QPushButton#attention_strip:focus {{ border-color: {doubt}; }}
QPushButton#doubts_strip, QPushButton#stray_strip,
QPushButton#attention_strip {{ border-radius: {radius}px; }}
QPushButton#attention_strip {{
    background: {wait_ground}; color: {wait}; border-color: {wait_ground};
}}
QPushButton#attention_strip:focus {{ border-color: {wait}; }}

QScrollArea[read="true"] {{ border: 2px solid transparent; border-radius: {radius_small}px; }}
QScrollArea[read="true"]:focus {{ border-color: {accent}; }}
QAbstractItemView {{
    background: {surface}; border: 2px solid transparent; outline: 0;
    selection-background-color: {sunken}; selection-color: {text};
}}
QAbstractItemView:focus {{ border-color: {accent}; }}
QTableView {{ gridline-color: {line}; alternate-background-color: {surface}; }}
QTableView::item {{ padding: 0 {small}px; border-bottom: 1px solid {line}; }}
QTableView::item:selected {{ background: {tint}; color: {text}; }}
QHeaderView, QHeaderView::section {{
    background: {surface}; color: {muted}; border: 0; font-size: {label}px; font-weight: 600;
}}
QHeaderView::section {{
    padding: 0 {small}px; min-height: 40px; border-bottom: 1px solid {line};
}}
QTableCornerButton::section {{ background: {surface}; border: 0; }}
QCalendarWidget QWidget {{ background: {surface}; alternate-background-color: {sunken}; }}
QCalendarWidget QToolButton {{ min-height: {target}px; padding: 0 {normal}px; font-weight: 600; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {muted}; }}

QProgressBar {{
    background: {sunken}; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}

QMenu {{
    background: {surface}; color: {text}; border: 1px solid {edge}; padding: {tight}px;
}}
QMenu::item {{ padding: {normal}px {edge_space}px; }}
QMenu::item:selected {{ background: {tint}; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{
    background: {edge}; border-radius: 4px; min-height: 40px; margin: 2px;
}}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{
    background: {edge}; border-radius: 4px; min-width: 40px; margin: 2px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(colours: Colours) -> str:
    """Returns the window's style sheet for one theme."""
    return _SHEET.format(
        label=Size.LABEL,
        key=Size.KEY,
        tight=Space.TIGHT,
        small=Space.SMALL,
        normal=Space.NORMAL,
        wide=Space.WIDE,
        edge_space=Space.EDGE,
        stripe=TRAINING[0],
        between=TRAINING[1],
        radius=RADIUS,
        radius_small=RADIUS_SMALL,
        target=TARGET,
        # Within a border of two pixels: at rest one of them is a hairline's padding, so that the
        # focus moves no text.
        inner=TARGET - 4,
        # A choice's list takes the padding above and below it from its own rows.
        inner_and_two=TARGET - 2,
        cap=CAP,
        cap_and_one=CAP + 1,
        **colours._asdict(),
    )
