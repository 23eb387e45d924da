package fr.justedroit.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.YearMonth;

/**
 * Where the truth goes: never under the root of the deliveries, so that no job can read it. The caller checks that; this
 * room does not.
 */
public interface TruthTarget extends Serializable {

    /** Opens a new file of the truth of a CAF for a month; the caller of this method closes it. */
    OutputStream create(YearMonth mois, String caf, String fileName) throws IOException;
}
