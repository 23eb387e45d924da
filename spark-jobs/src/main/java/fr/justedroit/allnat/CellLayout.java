package fr.justedroit.allnat;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the codes of dossiers add up to the learner's columns, in integers: a share's column counts its code, a mean's
 * column adds the known codes less the reference code (so that an error in the number of dossiers moves it little).
 */
final class CellLayout implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FeatureLayout features;
    private final ArrayList<FeatureSource> sources;
    /** Per variable: its first column. An ordered one has its mean there and its share unknown next. */
    private final int[] first;

    // What every dossier passes by, without a look at its variable.
    private final int[] unknown;
    private final boolean[] ordered;
    private final int[] reference;
    private final int[] highest;

    CellLayout(FeatureLayout features) {
        this.features = features;
        this.sources = new ArrayList<>(features.sources());
        this.first = new int[sources.size()];
        for (int column = features.size() - 1; column >= 0; column--) {
            first[features.variableOf(column)] = column;
        }
        this.unknown = new int[first.length];
        this.ordered = new boolean[first.length];
        this.reference = new int[first.length];
        this.highest = new int[first.length];
        for (int variable = 0; variable < first.length; variable++) {
            FeatureSource source = sources.get(variable);
            unknown[variable] = (variable + 1 < first.length ? first[variable + 1] : features.size()) - 1;
            ordered[variable] = source.kind() == FeatureSource.Kind.ORDERED;
            reference[variable] = source.referenceCode();
            highest[variable] = source.codes();
        }
    }

    int size() {
        return features.size();
    }

    int variables() {
        return sources.size();
    }

    List<FeatureSource> sources() {
        return List.copyOf(sources);
    }

    List<String> columnNames() {
        return features.columnNames();
    }

    FeatureSource source(int variable) {
        return sources.get(variable);
    }

    boolean isOrdered(int variable) {
        return ordered[variable];
    }

    /** The column of a variable's mean, or of its first category. */
    int firstColumn(int variable) {
        return first[variable];
    }

    /** The column of a variable's share unknown: its last. */
    int unknownColumn(int variable) {
        return unknown[variable];
    }

    /** Adds one dossier. */
    void add(byte[] codes, long[] sums) {
        for (int variable = 0; variable < codes.length; variable++) {
            int code = codes[variable];
            if (code == 0) {
                sums[unknown[variable]]++;
            } else if (ordered[variable]) {
                sums[first[variable]] += code - reference[variable];
            } else if (code <= highest[variable]) {
                sums[first[variable] + code - 1]++;
            }
        }
    }

    /** Raises the highest codes to those of one dossier. */
    void raise(byte[] codes, byte[] highestKnown) {
        for (int variable = 0; variable < codes.length; variable++) {
            if (ordered[variable] && codes[variable] > highestKnown[first[variable]]) {
                highestKnown[first[variable]] = codes[variable];
            }
        }
    }

    /** The columns of one dossier as a model reads them. */
    void values(byte[] codes, double[] into) {
        for (int column = 0; column < into.length; column++) {
            into[column] = features.value(column, codes[features.variableOf(column)]);
        }
    }
}
