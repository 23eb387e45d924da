package fr.justedroit.allnat;

import fr.justedroit.table.Catalogue;
import fr.justedroit.table.Column;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;

/** Adds the learner's columns to the tables of cells: only the dictionary knows them. */
public final class AllnatColumns {
    static final String POPULATION = "cellule_population";
    static final String CASES = "cellule_cas";
    static final String FRAUD_CELLS = "cellule_fraude";
    static final String DELAY = "delai";
    static final String FRAUD = "fraude";
    static final String GROUPS = "audit";

    private AllnatColumns() {}

    /** The same catalogue where the tables of cells have a column for each of {@link Dictionary#layout()}. */
    public static Catalogue extend(Catalogue catalogue, Dictionary dictionary) {
        List<Column> columns = columns(dictionary);
        return catalogue
                .with(Zone.ALLNAT, POPULATION, columns)
                .with(Zone.ALLNAT, CASES, columns)
                .with(Zone.ALLNAT, FRAUD_CELLS, columns);
    }

    private static List<Column> columns(Dictionary dictionary) {
        FeatureLayout layout = dictionary.layout();
        List<Variable> variables = dictionary.of(Role.MODELE);
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < layout.size(); column++) {
            String name = layout.columnName(column);
            Variable variable = variables.get(layout.variableOf(column));
            columns.add(new Column(name, "DOUBLE", variable.label() + ": " + meaning(name, variable)));
        }
        return columns;
    }

    private static String meaning(String column, Variable variable) {
        if (column.equals(variable.name())) {
            return "mean of the known codes, 1 to " + variable.codes();
        }
        String suffix = column.substring(variable.name().length() + 2);
        return suffix.equals("inconnu")
                ? "share unknown, 0 to 1"
                : "share of \"" + variable.words(Integer.parseInt(suffix)) + "\", 0 to 1";
    }
}
