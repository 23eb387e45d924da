package fr.justedroit.dossier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values of one dossier's months that are worked out when first asked for. Half of a dictionary reads one month and no
 * window; a run asks it of the month that it makes and of those in which a control was selected, not of the two years
 * that windows read. Used again for dossier after dossier. Not thread-safe.
 */
final class LateValues implements MonthValues {
    private final EtatValues.Running running;
    private final List<InternalRow> rows = new ArrayList<>();
    private final List<UTF8String> months = new ArrayList<>();
    private InternalRow[] worked = new InternalRow[32];

    LateValues(EtatValues.Running running) {
        this.running = running;
    }

    /** Forgets everything: another dossier begins. */
    void clear() {
        Arrays.fill(worked, 0, rows.size(), null);
        rows.clear();
        months.clear();
    }

    /** Takes the next month's row, which is copied. */
    void month(InternalRow row, UTF8String month) {
        rows.add(row.copy());
        months.add(month);
        if (worked.length < rows.size()) {
            worked = Arrays.copyOf(worked, worked.length * 2);
        }
    }

    UTF8String monthOf(int row) {
        return months.get(row);
    }

    @Override
    public boolean isKnown(int slot, int row) {
        return !values(row).isNullAt(slot);
    }

    @Override
    public double value(int slot, int row) {
        return values(row).getDouble(slot);
    }

    private InternalRow values(int row) {
        if (worked[row] == null) {
            worked[row] = running.values(rows.get(row), months.get(row)).copy();
        }
        return worked[row];
    }
}
