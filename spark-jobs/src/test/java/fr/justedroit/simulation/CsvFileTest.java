package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class CsvFileTest {

    @Test
    public void row_valuesWithSeparatorsQuotesAndAccents_quotesOnlyWhereNeeded() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvFile file = new CsvFile(out, List.of("a", "b"))) {
            file.row(new String[] {"x;y", "dit \"oui\""});
            file.row(new String[] {"été", ""});
            file.finish();
            assertThat(file.rows()).isEqualTo(2);
            assertThat(file.bytes()).isEqualTo(out.size());
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a;b\n\"x;y\";\"dit \"\"oui\"\"\"\nété;\n");
    }

    @Test
    public void row_valueWithALineBreak_isOurBug() throws IOException {
        try (CsvFile file = new CsvFile(new ByteArrayOutputStream(), List.of("a"))) {
            assertThatThrownBy(() -> file.row(new String[] {"a\nb"})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    public void amount_hundredths_hasTwoDecimals() {
        assertThat(LifeWriter.amount(0)).isEqualTo("0.00");
        assertThat(LifeWriter.amount(7)).isEqualTo("0.07");
        assertThat(LifeWriter.amount(123456)).isEqualTo("1234.56");
    }
}
