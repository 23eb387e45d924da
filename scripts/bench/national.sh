#!/usr/bin/env bash
# One month of a France of 101 CAFs, whose sizes range from one to thirty: refresh-allnat and score, timed (NationalBench).
# Simulation and ingest come before, once for each size, and are not counted; the configuration of the 101 CAFs is made in
# target/bench. Last line: one JSON object.
#
#   national.sh [dossiers]        1000000 by default
#
# s_per_million is refresh and score together; overhead_s_per_caf is what scoring 101 CAFs of some twenty dossiers takes, a
# CAF; bytes_per_dossier is what the month's codes, ranking and proposals take in storage. A root that is there already is
# refreshed no more: remove target/bench/national-<dossiers> to time it again. JUSTE_DROIT_MEMORY (6g by default) is the
# heap. Needs the build.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
MEMORY=6g bench fr.justedroit.cli.NationalBench target/bench "${1:-1000000}"
