package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.variable.Dictionary;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/**
 * The attack finds a planted release of the dossiers themselves. With few codes a variable no three columns single
 * anybody out, whatever is released; so these variables have 31.
 */
public final class SinglingOutLongTest extends AllnatFixture {
    private static final long serialVersionUID = 1L;

    @Override
    protected Dictionary dictionary() {
        return ordered(12, 31);
    }

    @Test
    public void attack_onPlantedRows_isSeen() {
        String month = "2025-11";
        int size = 8000;
        dossiers(size, List.of(month), CAFS, "a");
        CellLayout layout = new CellLayout(dictionary().layout());
        DossierDraw secret = new DossierDraw(KEYS);
        List<double[]> planted = new ArrayList<>();
        for (long dossier = 0; dossier < size; dossier++) {
            if (secret.drawn(month, caf(dossier), id(dossier)) < 0.8) {
                double[] values = new double[layout.size()];
                layout.values(codes(dictionary(), dossier, MadeUpCodes.index(month)), values);
                planted.add(values);
            }
        }
        Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "test");
        PopulationMonths months = new PopulationMonths(door, access, layout, 11, null);
        SinglingOut.Result result = new SinglingOut(layout)
                .attack(planted, months.dossiers(List.of(month), CAFS), jsc().broadcast(secret), 0.8, 7);
        assertThat(AnonymityGate.singlingOut(result).verdict())
                .as(AnonymityGate.singlingOut(result).detail())
                .isEqualTo(Verdict.DEPASSE);
    }
}
