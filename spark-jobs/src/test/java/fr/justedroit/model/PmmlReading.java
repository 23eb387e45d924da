package fr.justedroit.model;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Evaluates the elements of PMML that an exported model uses, by its specification. */
final class PmmlReading {
    private final Element root;

    PmmlReading(String document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        this.root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(document)))
                .getDocumentElement();
    }

    Element root() {
        return root;
    }

    /** The outputs of a dossier, by name. */
    Map<String, Double> outputs(Map<String, Integer> codes) {
        Map<String, Double> fields = new HashMap<>();
        codes.forEach((name, code) -> fields.put(name, (double) code));
        for (Element derived : children(child(root, "TransformationDictionary"))) {
            fields.put(derived.getAttribute("name"), value(children(derived).get(0), fields));
        }
        Element model = children(root).get(children(root).size() - 1);
        double score = model.getTagName().equals("MiningModel") ? forest(model, fields) : regression(model, fields);
        Map<String, Double> outputs = new HashMap<>();
        for (Element output : children(child(model, "Output"))) {
            boolean isScore = output.getAttribute("feature").equals("predictedValue");
            double value = isScore ? score : value(children(output).get(0), outputs);
            outputs.put(output.getAttribute("name"), value);
        }
        return outputs;
    }

    private static double forest(Element model, Map<String, Double> fields) {
        double sum = 0;
        for (Element segment : children(child(model, "Segmentation"))) {
            sum += leaf(child(child(segment, "TreeModel"), "Node"), fields);
        }
        return sum;
    }

    private static double leaf(Element node, Map<String, Double> fields) {
        for (Element below : children(node)) {
            if (below.getTagName().equals("Node") && isTrue(children(below).get(0), fields)) {
                return leaf(below, fields);
            }
        }
        return Double.parseDouble(node.getAttribute("score"));
    }

    private static boolean isTrue(Element predicate, Map<String, Double> fields) {
        double value = fields.get(predicate.getAttribute("field"));
        double limit = Double.parseDouble(predicate.getAttribute("value"));
        return predicate.getAttribute("operator").equals("lessOrEqual") ? value <= limit : value > limit;
    }

    private static double regression(Element model, Map<String, Double> fields) {
        Element table = child(model, "RegressionTable");
        double sum = Double.parseDouble(table.getAttribute("intercept"));
        for (Element predictor : children(table)) {
            sum += Double.parseDouble(predictor.getAttribute("coefficient"))
                    * fields.get(predictor.getAttribute("name"));
        }
        return sum;
    }

    private static double value(Element expression, Map<String, Double> fields) {
        if (expression.getTagName().equals("FieldRef")) {
            return fields.get(expression.getAttribute("field"));
        }
        if (expression.getTagName().equals("Constant")) {
            return Double.parseDouble(expression.getTextContent());
        }
        List<Element> operands = children(expression);
        double first = value(operands.get(0), fields);
        return switch (expression.getAttribute("function")) {
            case "if" -> value(operands.get(first != 0 ? 1 : 2), fields);
            case "equal" -> first == value(operands.get(1), fields) ? 1 : 0;
            case "exp" -> StrictMath.exp(first);
            case "+" -> first + value(operands.get(1), fields);
            case "*" -> first * value(operands.get(1), fields);
            case "/" -> first / value(operands.get(1), fields);
            default -> throw new IllegalArgumentException(expression.getAttribute("function"));
        };
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
