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

    CellLayout(FeatureLayout features) {
        this.features = features;
        this.sources = new ArrayList<>(features.sources());
        this.first = new int[sources.size()];
        for (int column = features.size() - 1; column >= 0; column--) {
            first[features.variableOf(column)] = column;
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
        return sources.get(variable).kind() == FeatureSource.Kind.ORDERED;
    }

    /** The column of a variable's mean, or of its first category. */
    int firstColumn(int variable) {
        return first[variable];
    }

    /** The column of a variable's share unknown: its last. */
    int unknownColumn(int variable) {
        return (variable + 1 < first.length ? first[variable + 1] : features.size()) - 1;
    }

    /** Adds one dossier. */
    void add(byte[] codes, long[] sums) {
        for (int variable = 0; variable < codes.length; variable++) {
            int code = codes[variable];
            if (code == 0) {
                sums[unknownColumn(variable)]++;
            } else if (isOrdered(variable)) {
                sums[first[variable]] += code - source(variable).referenceCode();
            } else if (code <= source(variable).codes()) {
                sums[first[variable] + code - 1]++;
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
