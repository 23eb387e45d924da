package fr.justedroit.allnat;

import java.time.YearMonth;

/** A made-up population: the codes of any dossier in any month, by hashing, without a file. */
final class MadeUpCodes {
    private MadeUpCodes() {}

    static int index(String month) {
        YearMonth at = YearMonth.parse(month);
        return at.getYear() * 12 + at.getMonthValue();
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    static double uniform(long one, long two, long three) {
        return (mix(mix(mix(one + 0x9e3779b97f4a7c15L) + two) + three) >>> 11) * 0x1.0p-53;
    }

    /** Code of a dossier: it changes once in 24 months, leans on a trait of the dossier, and is unknown one time in 12. */
    static byte code(long dossier, int variable, int codes, int month) {
        int phase = (int) (24 * uniform(dossier, variable, 1));
        int era = (month + phase) / 24;
        if (uniform(dossier, variable, 100 + era) < 1.0 / 12) {
            return 0;
        }
        double trait = uniform(dossier, 77, variable % 3);
        double own = uniform(dossier, variable, 200 + era);
        return (byte) (1 + Math.min(codes - 1, (int) (codes * (0.6 * trait * trait + 0.4 * own))));
    }
}
