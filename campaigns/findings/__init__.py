"""What is checked in creators, videos, series and campaigns before they are published."""

from campaigns.findings import consent, coverage, pages, videos

__all__ = ["consent", "coverage", "pages", "videos"]
