#!/bin/sh
# While the program is still there: electron-builder's own script comes after that, and has update-alternatives warn.
set -e
[ "$1" != remove ] || update-alternatives --remove gatescope /opt/Gatescope/gatescope
