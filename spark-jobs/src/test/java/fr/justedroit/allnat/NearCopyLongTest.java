package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** No code leaves its CAF for the national base if an audited attribute can be read in it. */
public final class NearCopyLongTest extends AllnatFixture {
    private static final long serialVersionUID = 1L;
    private static final String MONTH = "2025-11";
    private static final int DOSSIERS = 1_500;
    private static final int COPIED = 6;

    @Override
    protected Dictionary dictionary() {
        List<Variable> variables = new ArrayList<>(small().variables());
        variables.add(audited("attribut", 4));
        return new Dictionary(List.of(), List.of(), variables);
    }

    @Override
    protected DoorBuilder newDoor() {
        List<Column> bytes = new ArrayList<>();
        dictionary().names(Role.MODELE).forEach(name -> bytes.add(new Column(name, "TINYINT", "Code of " + name)));
        Catalogue catalogue = AllnatColumns.extend(
                Catalogue.standard()
                        .with(Zone.LOCAL, "dossier_mois", bytes)
                        .with(Zone.LOCAL, "cas_selection", bytes)
                        .with(Zone.LOCAL, "audit_mois", List.of(new Column("attribut", "TINYINT", "Code of attribut"))),
                dictionary());
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    /** Of each dossier, the attribute: the code of a variable of the learner in {@code month}. */
    private void audit(int month) {
        List<Row> rows = LongStream.range(0, DOSSIERS)
                .mapToObj(dossier -> RowFactory.create(
                        MONTH, caf(dossier), id(dossier), codes(dictionary(), dossier, month)[COPIED]))
                .toList();
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        CAFS.forEach(caf -> plan.put(
                Unit.of(caf, MONTH),
                ExecutionId.of("audit", MONTH).with("caf", caf).build()));
        StructType schema = StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING, attribut TINYINT");
        write(Room.DOSSIER, Purpose.CODAGE, "audit_mois", plan, () -> spark.createDataFrame(rows, schema));
    }

    private RefreshAllnatJob.Result run() {
        return job(settings(0.8, 0.9), visa("G2", "G3", "G4", "G5a", "G5b", "G13", "appartenance", "copie"))
                .execute(List.of(MONTH), CAFS);
    }

    @Test
    @Exigence("E12")
    public void execute_variableThatIsAnAuditedAttribute_publishesNothingAndNoVisaHelps() {
        dossiers(DOSSIERS, List.of(MONTH), CAFS, "a");
        audit(MadeUpCodes.index(MONTH));
        assertThat(run().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.GATE_REFUSED);
            assertThat(failure.getMessage()).contains("copie").contains("genre_a pour attribut");
        });
        assertThat(door.inForce(Zone.ALLNAT, AllnatColumns.POPULATION, List.of("")))
                .isEmpty();
    }

    @Test
    public void execute_attributeOfOtherTimes_isPublished() {
        dossiers(DOSSIERS, List.of(MONTH), CAFS, "a");
        audit(MadeUpCodes.index(MONTH) + 60);
        RefreshAllnatJob.Result result = run();
        assertThat(result.failure()).isEmpty();
        assertThat(result.months().get(0).checks())
                .filteredOn(check -> check.bound().equals("copie"))
                .extracting(BoundCheck::verdict)
                .containsExactly(Verdict.TENU);
    }
}
