#!/bin/sh
# Installs the gateways and proxies of this suite on Debian (as root): nginx, tinyproxy and mitmproxy, without
# starting any of them as a service.
set -eu

missing=''
for pair in nginx:nginx-light tinyproxy:tinyproxy mitmdump:mitmproxy; do
	command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -n "$missing" ] || exit 0

# Debian asks this program before a package starts its service; 101 says no.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
	printf '#!/bin/sh\nexit 101\n' >"$policy"
	chmod 755 "$policy"
	trap 'rm -f "$policy"' EXIT
fi

apt-get update -qq
# One word per package is wanted here.
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
