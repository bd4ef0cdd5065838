"""What the lines around an article look like: tables of patterns, each with examples.

The tests hold every example to its pattern and every counter-example off it. A pattern must match
a whole line, in any case; lines longer than ``LONGEST`` are prose. No pattern nests repetitions,
so that none takes more than a few passes over its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import ZoneKind

LONGEST: Final = 240  # code points of a line that can be furniture, a caption or a section heading


@dataclass(frozen=True, slots=True)
class LineRule:
    """Lines of one look. In SECTIONS ``zone`` is what the lines *under* such a heading are."""

    name: str
    zone: ZoneKind
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


_COUNT: Final = r"(?: ?\(\d{1,3}(?: \w{1,12})?\))?"
_THINGS: Final = (
    "readings?|articles?|stor(?:y|ies)|news|content|documents?|items?|links?|posts?|topics?"
    "|coverage|headlines|materials?|publications?|releases?|press releases|statements|events"
)

SECTIONS: tuple[LineRule, ...] = (
    LineRule(
        "related-things",
        ZoneKind.RELATED,
        rf"(?:similar|related|recommended|more|other|further|latest|top|popular) (?:{_THINGS})"
        rf"(?: for you)?{_COUNT}:?",
        ("Similar Readings (5 items)", "Related articles", "MORE STORIES", "Other news:"),
        ("Related sanctions", "More news will follow.", "Similar readings were taken in Geneva"),
    ),
    LineRule(
        "counted-list",
        ZoneKind.RELATED,
        r"[^.:;!?()]{3,50} ?\(\d{1,3} (?:items?|articles?|stories|links|readings?|documents)\):?",
        ("More like this (4 items)", "From our archive (12 articles)"),
        ("The plan (10 items) was adopted", "Talks (second round)"),
    ),
    LineRule(
        "read-also",
        ZoneKind.RELATED,
        rf"(?:(?:read|see|watch) (?:also|more|next|this next)|also (?:read|see)|what to read next"
        rf"|related|recommended|see related|you (?:may|might) (?:also )?(?:like|be interested in)"
        rf"|don['’]t miss|editor['’]?s['’]? (?:picks|choice)|trending(?: now)?|up next"
        rf"|most (?:read|popular|viewed|shared)|more like this|in other news"
        rf"|from the archives?){_COUNT}:?",
        ("Read also", "See also:", "You may also like", "Most read", "Editors’ picks"),
        ("See also Article 5 of the Treaty", "Read the full statement"),
    ),
    LineRule(
        "more-on",
        ZoneKind.RELATED,
        rf"(?:more|latest|also|read more|related) (?:on|from|about|in) [^.,:;!?]{{1,50}}?"
        rf"{_COUNT}:?",
        ("More on this topic", "More from Politics", "Latest on the summit (3)"),
        ("More on this topic was said in Vienna.", "More in that year, and less"),
    ),
    LineRule(
        "summary",
        ZoneKind.SUMMARY,
        r"(?:(?:ai|automatic|machine|auto-?generated|article|news|quick|short|executive)[ -])?"
        r"(?:summary|digest|abstract)(?: \((?:ai|auto|machine)[^()]{0,40}\))?:?"
        r"|key (?:points|takeaways|facts)|takeaways|highlights|tl;?dr|at a glance"
        r"|in (?:brief|short|a nutshell):?",
        ("Summary", "AI summary", "Digest:", "Key points", "TL;DR", "In brief"),
        ("Summary of conclusions", "The digest said so.", "Summary execution"),
    ),
    LineRule(
        "counters",
        ZoneKind.FURNITURE,
        r"(?:(?:article|reading|document|usage|page) )?(?:statistics|stats|metrics|counters)"
        r"|article tools|reactions",
        ("Statistics", "Reading statistics", "Article tools"),
        ("Statistics Canada", "Statistics show a rise"),
    ),
    LineRule(
        "details",
        ZoneKind.METADATA,
        r"(?:(?:document|article|item|record|file|page) )?(?:details|metadata|properties)"
        r"|(?:document|article|item|record) (?:information|info|data)"
        r"|about this (?:document|article|item|record|page)",
        ("Details", "Document information", "About this article", "Metadata"),
        ("Details of the talks", "Information"),
    ),
)

_NETWORKS: Final = (
    "facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|vkontakte|vk|reddit|e-?mail"
    "|pinterest|tumblr|viber|messenger|tiktok|threads|bluesky|mastodon|livejournal|rss|print|link"
    "|copy link|copy"
)
_SHARING: Final = (
    "this|the|it|on|to|via|with|by|page|article|story|post|news|us|link|pdf|version|friendly"
    f"|a friend|friends|now|here|as|our|newsletter|all|content|in|for|and|updates|{_NETWORKS}"
)

LINES: tuple[LineRule, ...] = (
    LineRule(
        "related-inline",
        ZoneKind.RELATED,
        r"[\[(>» ]{0,3}(?:(?:read|see|watch)(?: also| more| next)|also (?:read|see)|related"
        r"|more on this|recommended)(?: (?:story|article|video))?: ?\S.{0,200}",
        ("Read also: Summit opens in Vienna", "[ALSO READ: Ministers meet]", "Related: Who is who"),
        ("Related questions were discussed: energy and trade", "See also"),
    ),
    LineRule(
        "back",
        ZoneKind.FURNITURE,
        r"[←«‹↩⟵<]+ ?(?:back|return|all|home|previous|prev|to)\b.{0,40}"
        r"|(?:(?:go )?back|return) to (?:the )?(?:top|list|news|home(?: ?page)?|results|index"
        r"|overview|archive|menu|search|previous page|all news|listing|press releases)"
        r"|go back|back",
        ("← Back to list", "Back to top", "« All news", "Return to the home page"),
        ("Back to the negotiating table", "Return to Kyiv"),
    ),
    LineRule(
        "onward",
        ZoneKind.FURNITURE,
        r"→ ?.{0,40}|[»›>]{1,3} ?(?:next|more|read more|continue|all news)\b.{0,30}"
        r"|(?:next|previous|prev|older|newer)"
        r"(?: (?:articles?|pages?|posts?|story|stories|news|items?|entry|entries))?"
        r"(?: ?[→←»«›‹>]+)?",
        ("→ Next", "Previous article", "Next story »", "Older posts →"),
        ("Next week in Geneva", "Previous governments", "»Wir reden weiter«", "> as you said"),
    ),
    LineRule(
        "share",
        ZoneKind.FURNITURE,
        r"(?:share|tweet|pin it|print|e-?mail|send|save|bookmark|copy|download|listen|like|follow"
        rf"|subscribe|comment)(?: (?:{_SHARING})\b){{0,7}}[:.!]?",
        (
            "Share",
            "Share this article on Facebook",
            "Print this page",
            "Copy link",
            "Print version",
        ),
        ("Print media were not admitted.", "Share prices fell", "Follow the money"),
    ),
    LineRule(
        "networks",
        ZoneKind.FURNITURE,
        rf"(?:{_NETWORKS})(?:[ ,|/·•]{{1,3}}(?:{_NETWORKS})\b){{0,9}}",
        ("Facebook", "Facebook Twitter WhatsApp", "X | Telegram | Email"),
        ("Twitter Inc",),
    ),
    LineRule(
        "counter",
        ZoneKind.FURNITURE,
        r"[\d.,]{1,9} ?[km]? ?(?:views?|reads?|comments?|shares?|likes?|words?|reactions?)"
        r"|(?:views?|reads?|words?|read count|word count|shares?|likes?|comments?|visits?)"
        r"(?: ?[:(]? ?[\d.,]{1,9}\)?)?"
        r"|\d{1,3}[- ]?min(?:ute)?s?(?:[- ]read(?:ing)?)?"
        r"|(?:estimated )?reading time:? ?.{1,20}|[\d.,]{1,9}",
        ("1,204 views", "Words1", "Read Count", "3 min read", "Reading time: 4 minutes", "267"),
        ("3 minutes later", "Words of welcome", "12 states"),
    ),
    LineRule(
        "invitation",
        ZoneKind.FURNITURE,
        r"advertise?ments?|sponsored(?: content)?|promoted|(?:story|article) continues below.{0,40}"
        r"|scroll (?:down )?to continue.{0,30}|continue reading.{0,30}|(?:read|show|load|see|view)"
        r" (?:more|all|less|gallery|photos|comments|full (?:text|article|story))[ .…»→>]{0,5}"
        r"|click here.{0,60}|loading[ .…]{0,5}|(?:sign up|subscribe) (?:for|to|here|now)\b.{0,60}"
        r"|log ?in|sign in|register|play video|watch (?:the )?video|photo gallery|text version"
        r"|(?:leave a|post a|write a|no|add a?) (?:comment|reply)s?(?: yet)?",
        (
            "Advertisement",
            "Read more »",
            "Sign up for our newsletter",
            "Leave a comment",
            "Loading…",
        ),
        ("Read more books", "Register of treaties", "Watch video evidence"),
    ),
    LineRule(
        "legal",
        ZoneKind.FURNITURE,
        r"(?:©|\(c\) ?(?=\d{4}\b)|copyright (?:©|\(c\)|by |\d)).{0,150}"
        r"|.{0,100}\ball rights reserved\b.{0,60}"
        r"|(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)"
        r"|cookie (?:policy|settings|notice)|accessibility|site ?map|disclaimer)"
        r"(?: ?[|·•] ?.{1,60})?",
        ("© 2024 Ministry of Foreign Affairs", "All rights reserved.", "Privacy policy | Site map"),
        ("Copyright law was discussed", "Terms of the truce", "(c) arms deliveries;"),
    ),
    LineRule(
        "mark",
        ZoneKind.FURNITURE,
        r"[#*=_~.•·∙–—\\ -]{1,40}|[-–—( ]{0,4}(?:end|ends|30|0|more)[-–—) ]{1,4}|ends|reuters?|tass"
        r"|<[….]{1,3}>|\[[….]{1,3}\]",
        ("* * *", "###", "-END-", "(ENDS)", "- 30 -", "Reuter", "<…>"),
        ("End of mission", "Reuters reported it"),
    ),
    LineRule(
        "release-mark",
        ZoneKind.FURNITURE,
        r"(?:for immediate (?:release|publication|use)|(?:for )?(?:press|media|news)[ -]"
        r"(?:release|statement|communiqu[eé]|note|information)|embargoed.{0,60})"
        r"(?:,? ?(?:no|nr|number)?\.? ?\d{1,4}(?:[/-]\d{1,4})?)?[: .]{0,2}",
        ("PRESS RELEASE", "For Immediate Release", "Press statement no. 126", "MEDIA RELEASE:"),
        ("Press release agreed by both sides",),
    ),
    LineRule(
        "page-number",
        ZoneKind.FURNITURE,
        r"(?:page|p\.) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–— ]{1,3}\d{1,4}[-–— ]{1,3}",
        ("Page 3 of 5", "- 4 -"),
        ("Page 3 was missing",),
    ),
    LineRule(
        "navigation",
        ZoneKind.FURNITURE,
        r"(?:you are here: ?)?home(?: ?[>/»›|→][^>/»›|→]{1,60}+){1,6}+"
        r"|skip to (?:main )?content|(?:main |toggle )?(?:menu|navigation)|search|home|close",
        ("Home > News > Meetings", "Home / Press", "Skip to main content", "Menu"),
        ("Home affairs", "Search and rescue"),
    ),
    LineRule(
        "contact",
        ZoneKind.FURNITURE,
        r"(?:press|media) (?:contacts?|office|enquiries|inquiries|relations)(?::.{0,120})?"
        r"|(?:tel|phone|telephone|fax|e-?mail|mobile|website|web)\.?: ?\S.{0,80}"
        r"|for (?:more|further) information,? (?:please )?(?:contact|call|visit|see)\b.{0,150}",
        ("Media contact: press office", "Tel.: +374 10 000000", "E-mail: press@example.org"),
        ("Media freedom", "Phone call with the President"),
    ),
    LineRule(
        "photo",
        ZoneKind.CAPTION,
        r"[\[(]?(?:file |archive )?(?:photo|image|picture|pic|illustration|video|caption)s?"
        r"(?: (?:by|credit|courtesy)(?: of)?\b|:| ?[/©]).{1,220}"
        r"|\S.{0,150} ?\((?:file )?(?:(?:\w+ ){0,4}photo|image|picture|credit)\b[^()]{0,80}\)[. ]?"
        r"|(?:ap|afp|epa|reuters|ria novosti|tass)(?: photo)? ?[/©] ?.{1,120}",
        ("Photo: Press Service", "(Photo by Ann Example)", "The ministers sign. (Photo: Agency)"),
        ("Photo exhibition opens in Baku", "Video conference of ministers"),
    ),
)


def compile_rules(rules: tuple[LineRule, ...]) -> re.Pattern[str]:
    """One expression for a table; the name of the group that matched is the index of the rule."""
    parts = (f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    return re.compile("|".join(parts), re.IGNORECASE)
