"""mitmproxy add-on: answers every request with a block page, as a web filter does."""

from mitmproxy import ctx, http

PAGE = "<!doctype html><title>Blocked</title><p>This site is blocked by your organisation.</p>"


def load(loader):
    loader.add_option("block_status", int, 403, "HTTP status of the block page")


def request(flow):
    flow.response = http.Response.make(
        ctx.options.block_status, PAGE, {"Content-Type": "text/html; charset=utf-8"}
    )
