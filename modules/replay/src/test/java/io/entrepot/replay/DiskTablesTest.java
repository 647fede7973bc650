package io.entrepot.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTablesTest {

    private static final String ID = "0c7f9a52-6b0e-4a3f-9d57-1f2e3d4c5b6a";
    private static final String OTHER = "0c7f9a52-6b0e-4a3f-9d57-1f2e3d4c5b6b";

    @TempDir
    private Path scratch;

    @Test
    void keepsWhatItIsGivenInTheOrderOfTheImageAndLeavesNothing() {
        // Given
        Sent sent = new Sent(1, "vm/ä", ID, 7, 1L << 40, -3, Sent.State.SEALED, 9, 8, 77, 5, true, Optional.of("it is broken"));
        Part opened = new Part(Part.OPENED_AT, Part.Kind.OPENED, 7, 0, new byte[] {1});
        Part known = new Part(4, Part.Kind.KNOWN, 9, 4, new byte[] {2, 3});
        Part sealed = new Part(8, Part.Kind.SEALED, 11, 0, new byte[] {4});
        try (DiskTables tables = DiskTables.in(scratch)) {
            // When
            tables.put(sent);
            tables.put(new Tables.Name(1, "vm/ä", OTHER, Optional.of(ID)));
            List.of(sealed, known, opened).forEach(part -> tables.put(1, ID, part));
            tables.put(1, ID, new Part(0, Part.Kind.NEW, 8, 4, new byte[0]));
            tables.put(1, OTHER, new Part(0, Part.Kind.NEW, 12, 4, new byte[0]));
            // Then
            assertThat(tables.sent(1, ID)).contains(sent);
            assertThat(tables.sent(0, ID)).isEmpty();
            assertThat(tables.name(1, "vm/ä")).contains(new Tables.Name(1, "vm/ä", OTHER, Optional.of(ID)));
            assertThat(tables.carrier(1, ID, 3).orElseThrow().interimOffset()).isEqualTo(8);
            assertThat(tables.carrier(2, ID, 3)).isEmpty();
            List<Long> positions = new ArrayList<>();
            List<Part.Kind> kinds = new ArrayList<>();
            try (Tables.Rows<Part> parts = tables.parts(1, ID)) {
                parts.forEachRemaining(part -> {
                    positions.add(part.position());
                    kinds.add(part.kind());
                });
            }
            assertThat(positions).containsExactly(-1L, 0L, 4L, 8L);
            assertThat(kinds).containsExactly(Part.Kind.OPENED, Part.Kind.NEW, Part.Kind.KNOWN, Part.Kind.SEALED);
        }
        assertThat(scratch).isEmptyDirectory();
    }
}
