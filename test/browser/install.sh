#!/bin/sh
# Installs the browser of this suite on Debian (as root), with fonts, so that pictures look the same everywhere.
set -eu

command -v chromium >/dev/null 2>&1 && exit 0
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation
