"""Which language a text is in, told by its script: enough for `lang` and for typography."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_KANA = re.compile(r"[\u3041-\u30ff]+")
_HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LETTER = re.compile(r"[^\W\d_]+")
_SAMPLE = 400
_WORD_WEIGHT = 4
"""Letters of a Latin word that weigh as much as one Han character."""

NAMES = {
    "chinese": "zh", "zh": "zh", "cn": "zh", "english": "en", "en": "en", "japanese": "ja",
    "ja": "ja", "jp": "ja", "korean": "ko", "ko": "ko", "kr": "ko", "french": "fr", "fr": "fr",
    "german": "de", "de": "de", "spanish": "es", "es": "es", "portuguese": "pt", "pt": "pt",
    "russian": "ru", "ru": "ru", "italian": "it", "it": "it", "vietnamese": "vi", "vi": "vi",
    "中文": "zh", "简体中文": "zh", "日本語": "ja", "한국어": "ko",
}  # fmt: skip
"""Languages as digest files are named after them (`_AI_enhanced_Chinese`)."""

LATIN = frozenset({"en", "fr", "de", "es", "pt", "it", "vi"})
_LABELS = {
    key: language
    for language, keys in {
        "fr": "auteurs catégorie catégories contexte enbref limites méthode méthodes méthodologie"
        " problème résultat résultats résumé résuméia",
        "de": "autoren beitrag ergebnis ergebnisse fazit hintergrund kategorie kategorien"
        " kurzfassung methode methoden methodik schlussfolgerung zusammenfassung",
        "es": "autores categorías conclusiones conclusión contexto enresumen motivación resumen",
        "pt": "conclusão motivação resumo",
        "it": "autori conclusioni metodo motivazione risultati sommario",
    }.items()
    for key in keys.split()
}
"""Keys of labels that only one language has."""
_SUFFIX = re.compile(r"[_.-]([^\W\d_]{2,12})$")


def detect_language(text: str, latin: str = "en") -> str:
    """Give the BCP 47 tag of a text; `latin` is assumed for one in Latin letters."""
    if text.isascii():
        return latin
    sample = text[:_SAMPLE]
    hangul, kana, han = (_count(script, sample) for script in (_HANGUL, _KANA, _HAN))
    east_asian = han + kana + hangul
    if not east_asian:
        cyrillic = _count(_CYRILLIC, sample)
        return "ru" if cyrillic and cyrillic * 2 > _count(_LETTER, sample) else latin
    if east_asian * _WORD_WEIGHT < len(sample) - east_asian:
        others = _count(_LETTER, sample) - east_asian
        if east_asian * _WORD_WEIGHT < others:
            return latin
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 8 > han else "zh"


def _count(script: re.Pattern[str], text: str) -> int:
    """Count the characters of a script: those of a run are found at once."""
    return sum(map(len, script.findall(text)))


def language_of_labels(latin: str, keys: Iterable[str]) -> str:
    """Tell the language of texts in Latin letters by the labels above them, if these do tell."""
    votes = Counter(_LABELS[key] for key in keys if key in _LABELS)
    language, count = votes.most_common(1)[0] if votes else (latin, 0)
    return language if count > 1 and latin == "en" else latin


def language_of_name(path: str) -> str | None:
    """Read the language out of a file name such as `2025-03-21_AI_enhanced_Chinese.jsonl`."""
    stem = path.rpartition("/")[2].partition(".")[0]
    match = _SUFFIX.search(stem)
    return NAMES.get(match[1].casefold()) if match else None
