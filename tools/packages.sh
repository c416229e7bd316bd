# Installs the Debian packages that building, running and testing want; nothing when
# they are there. Sourced by demo.sh and test.sh:  . tools/packages.sh; need_packages build test

BUILD_PACKAGES="cmake ninja-build gcc libc6-dev pkg-config libjansson-dev libsqlite3-dev libutf8proc-dev libxxhash-dev
  libhyphen-dev liblzma-dev zlib1g-dev libzstd-dev libtesseract-dev libleptonica-dev libpoppler-glib-dev libqpdf-dev scdoc"
# The fonts are for PDF pages that do not embed theirs.
RUN_PACKAGES="tesseract-ocr tesseract-ocr-swe hunspell-sv hyphen-sv fonts-liberation"
TEST_PACKAGES="libcmocka-dev qpdf poppler-utils tesseract-ocr-eng git gzip zstd"
# Only for making dict/confusions.tsv and ocr/signs/sign_weights.inc again (tools/*/learn.sh) and for the documents of
# tests/accuracy/layout.sh.
LEARN_PACKAGES="python3-pil python3-numpy python3-cairo hyphen-sv tesseract-ocr-eng tesseract-ocr-swe fonts-liberation fonts-dejavu-core
  fonts-freefont-ttf fonts-texgyre fonts-crosextra-carlito fonts-crosextra-caladea fonts-courier-prime"

# Only for tests/accuracy/outputs.sh.
CHECK_PACKAGES="python3 libxml2-utils w3c-sgml-lib mupdf-tools"

have_package() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

need_packages() {
  missing=""
  for group in "$@"; do
    case $group in
      build) list=$BUILD_PACKAGES ;;
      run) list=$RUN_PACKAGES ;;
      test) list=$TEST_PACKAGES ;;
      learn) list=$LEARN_PACKAGES ;;
      check) list=$CHECK_PACKAGES ;;
    esac
    for package in $list; do have_package "$package" || missing="$missing $package"; done
  done
  [ -n "$missing" ] || return 0
  echo "Installing:$missing" >&2
  root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and need root to install:$missing" >&2; return 1; }
    root=sudo
  fi
  $root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
  # shellcheck disable=SC2086 # the list is meant to be split
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >/dev/null
}
