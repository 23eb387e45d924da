package fr.justedroit.registre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Card;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * What the anonymity gate said of the newest month that a model read and that has a report.
 *
 * @param verdict exceeded if one bound is, else unable to conclude if one bound could not
 * @param text which month and bounds
 */
record AnonymityReport(Verdict verdict, String text) {
    private static final TableId REPORTS = TableId.national(Zone.ALLNAT, "rapport");
    private static final ObjectMapper JSON = new ObjectMapper();

    static AnonymityReport of(Door door, Access access, Card card) {
        for (int i = card.months().size() - 1; i >= 0; i--) {
            String month = card.months().get(i).month();
            var report = door.files().readText(access, REPORTS, month + "/rapport.json");
            if (report.isPresent()) {
                return read(month, report.get());
            }
        }
        return new AnonymityReport(Verdict.NE_PEUT_PAS_CONCLURE, "no month of the window has a report");
    }

    static AnonymityReport read(String month, String text) {
        List<String> exceeded = new ArrayList<>();
        List<String> open = new ArrayList<>();
        JsonNode report;
        try {
            report = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new AnonymityReport(Verdict.NE_PEUT_PAS_CONCLURE, month + ": the report cannot be read");
        }
        for (JsonNode bound : report.path("bornes")) {
            String verdict = bound.path("verdict").asText();
            if (verdict.equals(Verdict.DEPASSE.label())) {
                exceeded.add(bound.path("borne").asText());
            } else if (!verdict.equals(Verdict.TENU.label()) && !verdict.equals(Verdict.SANS_OBJET.label())) {
                open.add(bound.path("borne").asText());
            }
        }
        if (!exceeded.isEmpty()) {
            return new AnonymityReport(Verdict.DEPASSE, month + ": " + String.join(", ", exceeded));
        }
        if (!open.isEmpty() || report.path("bornes").isEmpty()) {
            return new AnonymityReport(
                    Verdict.NE_PEUT_PAS_CONCLURE,
                    month + ": " + (open.isEmpty() ? "no bound was judged" : String.join(", ", open)));
        }
        return new AnonymityReport(Verdict.TENU, month);
    }
}
