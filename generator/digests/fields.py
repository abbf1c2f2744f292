"""Labels and what they mean: canonical field names and their synonyms in several languages.

A label is compared by its key: case folded, with everything but letters and digits left out,
so that `TL;DR`, `**TLDR**` and `tl_dr` are one label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

TEXT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "tldr": (
        "TL;DR", "TLDR", "TL DR", "Task", "One-sentence summary", "One sentence summary",
        "In short", "Takeaway", "Key takeaway", "In a nutshell", "Quick summary",
        "Short summary", "一句话总结", "一句话概括", "一句话摘要", "简而言之", "太长不看",
        "速览", "任务", "核心要点", "一句话", "TL;DR（中文）", "核心速览", "ひとこと要約",
        "一行要約", "要点", "핵심 요약", "요점", "要約一文", "一言で言うと", "한줄 요약",
        "한 줄 요약", "En bref", "Kurzfassung", "En resumen",
    ),
    "motivation": (
        "Motivation", "Motivations", "Why", "研究动机", "动机", "動機", "研究動機", "研究の動機",
        "동기", "연구 동기", "Motivation & Background", "Background and motivation",
        "Background & Motivation", "研究背景与动机", "背景与动机", "研究动机与背景",
        "背景と動機", "Motivación", "Motivação", "Мотивация",
    ),
    "background": (
        "Background", "Background Knowledge", "Context", "研究背景", "背景", "背景知识",
        "背景知識", "배경", "연구 배경", "Contexte", "Hintergrund", "Antecedentes", "Contexto",
    ),
    "problem": (
        "Problem", "Problem statement", "Research question", "研究问题", "问题", "問題", "課題",
        "문제", "연구 문제", "Core problem", "核心问题", "研究課題", "Problème", "Problema",
        "Fragestellung",
    ),
    "data": ("Data", "Dataset", "Datasets", "数据", "数据集", "資料", "データ", "데이터"),
    "method": (
        "Method", "Methods", "Methodology", "Approach", "方法", "研究方法", "方法论", "手法",
        "提案手法", "方法論", "技术方案", "技术方法", "方法概述", "主要方法", "核心方法",
        "Proposed method", "Key method", "방법", "방법론", "연구 방법", "제안 방법", "Méthode",
        "Méthodes", "Méthodologie", "Methode", "Methoden", "Método", "Methodik", "Метод",
    ),
    "contribution": (
        "Contribution", "Contributions", "Key contributions", "Main contributions", "Innovation",
        "Innovations", "Novelty", "贡献", "主要贡献", "核心贡献", "创新点", "主要创新点", "貢献",
        "기여", "주요 기여", "主な貢献", "Beitrag", "Beiträge", "Contribución",
    ),
    "experiments": (
        "Experiments", "Experiment", "Evaluation", "Experimental setup", "Expériences",
        "Experimente", "实验", "实验设计", "実験", "실험",
    ),
    "result": (
        "Result", "Results", "Findings", "Key results", "Main results", "结果", "研究结果",
        "实验结果", "主要结果", "主要发现", "結果", "実験結果", "研究結果", "결과", "실험 결과",
        "연구 결과", "Experimental results", "Core finding", "Core findings", "Key findings",
        "Main findings", "Résultat", "Résultats", "Ergebnis", "Ergebnisse", "Resultado",
        "Resultados", "Результат", "Результаты",
    ),
    "discussion": ("Discussion", "讨论", "討論", "考察", "議論", "논의"),
    "limitations": (
        "Limitations", "Limitation", "Weaknesses", "Limits", "限制", "局限与不足", "制限",
        "局限", "局限性", "不足", "限界", "한계", "Limites", "Grenzen", "Limitaciones",
    ),
    "future_work": ("Future work", "Outlook", "未来工作", "展望", "今後の課題", "향후 연구"),
    "conclusion": (
        "Conclusion", "Conclusions", "结论", "总结与结论", "結論", "결론", "研究结论",
        "主要结论", "Schlussfolgerung", "Schlussfolgerungen", "Fazit", "Conclusión",
        "Conclusiones", "Conclusão", "Заключение", "Вывод",
    ),
    "summary": (
        "Summary", "AI Summary", "AI Abstract", "ai_Abstract", "Overview", "摘要总结", "总结",
        "概述", "内容概述", "AI摘要", "AI 总结", "中文总结", "まとめ", "要約", "요약",
        "Résumé IA", "Zusammenfassung", "Resumen", "LLM Summary", "AI要約", "AI 요약",
    ),
    "abstract": (
        "Abstract", "Original abstract", "Original", "Original text", "摘要", "原文摘要",
        "英文摘要", "论文摘要", "摘要翻译", "摘要（中文）", "中文摘要", "翻译", "原始摘要",
        "原始英文摘要", "英文原文", "Translated summary", "Translated abstract",
        "Abstract translation", "Translation", "Abstract (Chinese)", "アブストラクト", "概要",
        "抄録", "要旨", "アブスト", "초록", "Résumé", "Аннотация", "Resumo",
    ),
    "commentary": (
        "AI Comments", "AI_Comments", "AI Comment", "Commentary", "Review", "Assessment",
        "Reviewer comments", "点评", "评论", "AI点评", "AI 评论", "评价", "講評", "코멘트",
    ),
}  # fmt: skip
"""Texts of an entry, in the order in which a page shows them."""

FACT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("Title", "Paper title", "题目", "标题", "论文题目", "论文标题", "タイトル", "제목"),
    "translated_title": (
        "Translated title", "Title translation", "Chinese title", "日本語タイトル",
        "タイトル（日本語）", "한국어 제목", "译名", "中文题目", "中文标题", "标题翻译",
        "标题（中文）", "题目翻译", "Title (Chinese)",
    ),
    "headline": ("Headline", "新闻标题", "导语"),
    "pitch": ("Pitch", "Teaser"),
    "authors": (
        "Authors", "Author", "By", "Author list", "著者名", "作者列表", "Author(s)", "作者",
        "论文作者", "著者", "저자", "Auteurs", "Autoren", "Autores", "Autori", "Autor", "Авторы",
    ),
    "category": (
        "Main category", "Primary category", "Primary subject", "主要类别", "主类别", "主分类",
        "主カテゴリ", "주 분류",
    ),
    "categories": (
        "Categories", "Category", "Cate", "Subjects", "Subject", "Tags", "类别", "分类", "学科",
        "arXiv categories", "Domain", "Field", "Topic", "Topics", "研究领域", "领域分类", "分野",
        "领域", "カテゴリ", "분류", "Catégories", "Catégorie", "Kategorien", "Kategorie",
        "Categorías", "Categoría", "Categorie", "Categoria", "カテゴリー", "카테고리", "Рубрика",
    ),
    "keywords": (
        "Keywords", "Keyword", "Key words", "Index terms", "关键词", "关键字", "關鍵詞",
        "キーワード", "키워드", "Mots-clés", "Schlüsselwörter", "Palabras clave",
    ),
    "comment": (
        "Comment", "Comments", "Author comments", "arXiv comment", "备注", "评注", "コメント",
    ),
    "date": (
        "Date", "Published", "Publish date", "Published date", "Publication date", "Submitted",
        "Updated", "Published on", "Submitted on", "Date de publication", "Veröffentlicht",
        "Datum", "Fecha", "發布日期", "日付", "公開", "发布日期", "发布时间", "发表日期", "日期",
        "提交日期", "公開日", "投稿日", "날짜", "게시일",
    ),
    "id": ("ID", "arXiv ID", "arXiv", "arXiv号", "arXiv编号", "Paper ID", "论文ID", "编号"),
    "url": (
        "URL", "Link", "Links", "arXiv link", "arXiv URL", "arXiv链接", "Paper URL",
        "論文リンク", "原文", "原論文", "論文URL", "논문 링크", "Liens", "Enlace", "Ссылка",
        "Abs", "Paper link", "Paper", "Source", "Abstract page", "链接", "论文链接", "原文链接",
        "地址", "リンク", "링크", "Lien",
    ),
    "pdf_url": ("PDF", "PDF URL", "PDF link", "PDF链接", "下载链接"),
    "score": (
        "Score", "Interest Score", "Relevance", "Relevance score", "Rating", "评分", "得分",
        "推荐指数", "相关性", "スコア", "점수",
    ),
    "badge": ("Badge", "Badges", "Label", "Labels", "徽章"),
    "code": (
        "Code", "Code URL", "code_url", "GitHub", "Repository", "Source code", "代码",
        "代码链接", "开源地址", "コード", "코드",
    ),
    "code_stars": ("Code stars", "code_stars", "Stars"),
    "project": ("Project", "Project page", "Website", "Homepage", "项目主页", "项目地址"),
    "doi": ("DOI",),
    "venue": ("Venue", "Journal", "Journal ref", "journal_ref", "Conference", "会议", "期刊"),
}  # fmt: skip
"""What is stated of a paper rather than told."""

_LANGUAGES = frozenset({"zh", "cn", "en", "ja", "jp", "ko", "kr", "fr", "de", "es", "pt", "ru"})
_SHORTEST = 5
"""A key with a language at its end has at least four letters before it."""

_NOT_KEY = re.compile(r"[\W_]+")
_PLACEHOLDER = re.compile(
    r"(?:error|null|none|nan|n/?a|undefined|无|未知"
    r"|failed (?:to|when) [^\n]{0,40}(?:generat|summar)[^\n]*"
    r"|(?:summary|translation) failed[^\n]*)\.?",
    re.IGNORECASE,
)


def label_key(label: str) -> str:
    """Reduce a label to what it is compared by."""
    return _NOT_KEY.sub("", label.casefold())


def is_placeholder(text: str) -> bool:
    """Whether a text says only that there is none, as failed summaries do (`Error`, `null`)."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


class Vocabulary(msgspec.Struct, frozen=True):
    """What labels mean: key of a label to the name of its canonical field."""

    meanings: dict[str, str]

    def field_of(self, label: str) -> str | None:
        """Give the canonical field of a label as written, or None for an unknown one."""
        return self.field_of_key(label_key(label))

    def field_of_key(self, key: str) -> str | None:
        """Give the canonical field of a label's key; `tldrcn` is `tldr` in another language."""
        field = self.meanings.get(key)
        if field is None and key[-2:] in _LANGUAGES and len(key) > _SHORTEST:
            return self.meanings.get(key[:-2])
        return field

    def extended(self, labels: Mapping[str, str]) -> Vocabulary:
        """Add a site's own labels, given as label to canonical field or to a name of its own."""
        return Vocabulary(self.meanings | {label_key(k): v for k, v in labels.items()})


def _standard() -> Vocabulary:
    meanings: dict[str, str] = {}
    for table in (FACT_FIELDS, TEXT_FIELDS):
        for field, labels in table.items():
            meanings[label_key(field)] = field
            for label in labels:
                meanings[label_key(label)] = field
    return Vocabulary(meanings)


STANDARD = _standard()
"""The vocabulary before a site adds to it."""

SHOWN_ORDER: Final[tuple[str, ...]] = tuple(TEXT_FIELDS)
"""Text fields in the order of a page."""
