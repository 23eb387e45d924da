package fr.justedroit.model;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.List;

/**
 * A model in the Predictive Model Markup Language, so that nobody needs this software to check a score (Data Mining Group,
 * PMML 4.4, 2019). It asks for a dossier's codes, one whole number a variable, 0 for unknown, as {@code dossier_mois} holds
 * them; derives the learner's columns; and answers {@code score}, the raw sum, and {@code probabilite}, which is the column
 * {@code score} of {@code classement}: not calibrated.
 */
public final class Pmml {
    private static final String SCORE = "score";
    private static final String PROBABILITY = "probabilite";

    private final Bundle bundle;
    private final FeatureLayout layout;
    private final String codeVersion;
    private final PmmlText text = new PmmlText();

    private Pmml(Bundle bundle, String codeVersion) {
        this.bundle = bundle;
        this.layout = bundle.layout();
        this.codeVersion = codeVersion;
    }

    /**
     * The document of one form of a model: the same text for the same bundle.
     *
     * @param form which of the two models
     * @param codeVersion what trained it
     */
    public static String of(Bundle bundle, Form form, String codeVersion) {
        return new Pmml(bundle, codeVersion).document(form);
    }

    private String document(Form form) {
        text.open("PMML", "version", "4.4", "xmlns", "http://www.dmg.org/PMML-4_4");
        text.open("Header", "description", bundle.id() + " (" + form.word() + "). " + Card.STATEMENT + ".");
        text.empty("Application", "name", "juste-droit", "version", codeVersion);
        text.close();
        dictionary();
        columns();
        if (form == Form.ARBRES) {
            forest(bundle.trees());
        } else {
            regression(bundle.logistic());
        }
        text.close();
        return text.toString();
    }

    private void dictionary() {
        text.open("DataDictionary");
        for (BundleVariable variable : bundle.variables()) {
            text.open(
                    "DataField",
                    "name",
                    variable.source().name(),
                    "displayName",
                    variable.label(),
                    "optype",
                    "continuous",
                    "dataType",
                    "integer");
            text.empty(
                    "Interval",
                    "closure",
                    "closedClosed",
                    "leftMargin",
                    "0",
                    "rightMargin",
                    Integer.toString(variable.source().codes()));
            text.close();
        }
        text.close();
    }

    /** Each column of the learner as a function of one code: what {@link FeatureLayout} says. */
    private void columns() {
        text.open("TransformationDictionary");
        for (int column = 0; column < layout.size(); column++) {
            FeatureSource source = layout.sources().get(layout.variableOf(column));
            text.open("DerivedField", "name", name(column), "optype", "continuous", "dataType", "double");
            if (isMean(column)) {
                when(source.name(), 0, Integer.toString(source.referenceCode()), source.name());
            } else {
                when(source.name(), code(column), "1", null);
            }
            text.close();
        }
        text.close();
    }

    /** One value where a field has a code; elsewhere the field itself, or 0. */
    private void when(String field, int code, String value, String otherwise) {
        text.open("Apply", "function", "if");
        text.open("Apply", "function", "equal");
        text.empty("FieldRef", "field", field);
        text.leaf("Constant", Integer.toString(code), "dataType", "integer");
        text.close();
        text.leaf("Constant", value, "dataType", "double");
        if (otherwise == null) {
            text.leaf("Constant", "0", "dataType", "double");
        } else {
            text.empty("FieldRef", "field", otherwise);
        }
        text.close();
    }

    private boolean isMean(int column) {
        FeatureSource source = layout.sources().get(layout.variableOf(column));
        return layout.columnName(column).equals(source.name());
    }

    /** The code whose share a column is. */
    private int code(int column) {
        String ending = layout.columnName(column)
                .substring(
                        layout.sources().get(layout.variableOf(column)).name().length());
        return ending.equals(FeatureLayout.UNKNOWN_SUFFIX) ? 0 : Integer.parseInt(ending.substring(2));
    }

    /** A derived field may not have the name of the field that it is derived from. */
    private String name(int column) {
        return isMean(column) ? layout.columnName(column) + "__code" : layout.columnName(column);
    }

    private void forest(TreeEnsemble forest) {
        text.open("MiningModel", "modelName", bundle.id(), "functionName", "regression");
        schema();
        output(-2);
        text.open("Segmentation", "multipleModelMethod", "sum");
        List<Tree> trees = forest.trees();
        for (int i = 0; i < trees.size(); i++) {
            text.open("Segment", "id", Integer.toString(i + 1));
            text.empty("True");
            text.open("TreeModel", "functionName", "regression", "splitCharacteristic", "binarySplit");
            schema();
            node(trees.get(i), 0, null, 0);
            text.close();
            text.close();
        }
        text.close();
        text.close();
    }

    /** @param operator of the question whose answer is yes here; null at the root */
    private void node(Tree tree, int node, String operator, int parent) {
        boolean leaf = tree.isLeaf(node);
        if (leaf) {
            text.open("Node", SCORE, Double.toString(tree.weight() * tree.prediction(node)));
        } else {
            text.open("Node");
        }
        if (operator == null) {
            text.empty("True");
        } else {
            text.empty(
                    "SimplePredicate",
                    "field",
                    name(tree.feature(parent)),
                    "operator",
                    operator,
                    "value",
                    Double.toString(tree.threshold(parent)));
        }
        if (!leaf) {
            node(tree, tree.left(node), "lessOrEqual", node);
            node(tree, tree.right(node), "greaterThan", node);
        }
        text.close();
    }

    private void regression(LinearModel model) {
        text.open("RegressionModel", "modelName", bundle.id(), "functionName", "regression");
        schema();
        output(-1);
        text.open("RegressionTable", "intercept", Double.toString(model.intercept()));
        for (int column = 0; column < model.columns(); column++) {
            if (model.coefficient(column) != 0) {
                text.empty(
                        "NumericPredictor",
                        "name",
                        name(column),
                        "coefficient",
                        Double.toString(model.coefficient(column)));
            }
        }
        text.close();
        text.close();
    }

    private void schema() {
        text.open("MiningSchema");
        bundle.variables()
                .forEach(variable ->
                        text.empty("MiningField", "name", variable.source().name()));
        text.close();
    }

    /** @param slope what the raw sum is multiplied by in the exponential of the probability */
    private void output(int slope) {
        text.open("Output");
        text.empty(
                "OutputField",
                "name",
                SCORE,
                "optype",
                "continuous",
                "dataType",
                "double",
                "feature",
                "predictedValue");
        text.open(
                "OutputField",
                "name",
                PROBABILITY,
                "optype",
                "continuous",
                "dataType",
                "double",
                "feature",
                "transformedValue");
        text.open("Apply", "function", "/");
        text.leaf("Constant", "1", "dataType", "double");
        text.open("Apply", "function", "+");
        text.leaf("Constant", "1", "dataType", "double");
        text.open("Apply", "function", "exp");
        text.open("Apply", "function", "*");
        text.leaf("Constant", Integer.toString(slope), "dataType", "double");
        text.empty("FieldRef", "field", SCORE);
        text.close();
        text.close();
        text.close();
        text.close();
        text.close();
        text.close();
    }
}
