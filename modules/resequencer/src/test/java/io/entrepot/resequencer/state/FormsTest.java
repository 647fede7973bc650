package io.entrepot.resequencer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.resequencer.core.Carriers.Carried;
import io.entrepot.resequencer.core.Image;
import io.entrepot.resequencer.core.Life;
import io.entrepot.resequencer.core.Payloads.Payload;
import io.entrepot.resequencer.core.Row;
import io.entrepot.resequencer.core.Sending;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows outlive the program that wrote them: their bytes are what they were. */
class FormsTest {

    private static final Image IMAGE = new Image(
            new Sending(5, "vm/ä.raw", "00000000-0000-0007-0000-000000000001", 1L << 40, -3), Life.PARKED, 2, 4_096,
            1 << 20, true, true, 9_999_999_999L, 77, 0);
    private static final Image RECALLED = new Image(IMAGE.sending(), Life.RECALLING, 2, -1, 0, false, false, 0, 0, 2);
    private static final Row ROW =
            new Row(5, 4_096, Row.Kind.SEALED, 1L << 33, 8_192, 123_456, new byte[] {1, 2}, new byte[] {3, 4, 5});
    private static final Carried CARRIED = new Carried(4_096, 1 << 20, 1L << 33);
    private static final Payload PAYLOAD = new Payload(1L << 33, 5, 4_096, new byte[] {1, 2}, new byte[] {3, 4, 5});

    @Test
    void areWhatTheyWere() throws IOException {
        // Given
        Properties golden = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/golden/rows.properties")) {
            golden.load(file);
        }
        // Then
        assertGolden(golden, "image", ImageForm.write(IMAGE));
        assertGolden(golden, "recalled", ImageForm.write(RECALLED));
        assertGolden(golden, "row", RowForm.write(ROW));
        assertGolden(golden, "carried", CarriedForm.write(CARRIED));
        assertGolden(golden, "payload", PayloadForm.write(PAYLOAD));
        assertGolden(golden, "number", NumberForm.write(1L << 33));
        assertGolden(golden, "key", Keys.of(5, 4_096).get());
        assertGolden(golden, "keyBefore", Keys.of(5, -1).get());
        assertGolden(golden, "lives", bytes(Stream.of(Life.values()).mapToInt(Life::id)));
        assertGolden(golden, "kinds", bytes(Stream.of(Row.Kind.values()).mapToInt(Row.Kind::id)));
    }

    @Test
    void readWhatTheyWrote() {
        assertThat(ImageForm.read(5, ImageForm.write(IMAGE))).isEqualTo(IMAGE);
        assertThat(RowForm.read(5, 4_096, RowForm.write(ROW))).usingRecursiveComparison().isEqualTo(ROW);
        assertThat(CarriedForm.read(4_096, CarriedForm.write(CARRIED))).isEqualTo(CARRIED);
        assertThat(PayloadForm.read(1L << 33, PayloadForm.write(PAYLOAD))).usingRecursiveComparison()
                .isEqualTo(PAYLOAD);
        assertThat(Keys.first(Keys.of(5, -1).get())).isEqualTo(5);
        assertThat(Keys.second(Keys.of(5, -1).get())).isEqualTo(-1);
    }

    @Test
    void keysAreInOrder() {
        assertThat(Stream.of(Keys.of(5, Long.MAX_VALUE), Keys.of(6, -1), Keys.of(5, 0), Keys.of(5, -1), Keys.of(5, 300))
                .sorted()).containsExactly(Keys.of(5, -1), Keys.of(5, 0), Keys.of(5, 300), Keys.of(5, Long.MAX_VALUE),
                Keys.of(6, -1));
    }

    @Test
    void refusesAnotherFormAndADamagedRow() {
        // Given
        byte[] newer = ImageForm.write(IMAGE);
        newer[0] = 3;
        byte[] cut = Arrays.copyOf(ImageForm.write(IMAGE), 20);
        // Then
        assertThat(ImageForm.read(5, ImageForm.write(RECALLED))).isEqualTo(RECALLED);
        assertThatThrownBy(() -> ImageForm.read(5, newer)).hasMessageContaining("images-1")
                .hasMessageContaining("form 3");
        assertThatThrownBy(() -> ImageForm.read(5, cut)).hasMessageContaining("damaged");
    }

    private static byte[] bytes(java.util.stream.IntStream ids) {
        int[] all = ids.toArray();
        byte[] bytes = new byte[all.length];
        for (int i = 0; i < all.length; i++) {
            bytes[i] = (byte) all[i];
        }
        return bytes;
    }

    private static void assertGolden(Properties golden, String name, byte[] bytes) {
        assertThat(HexFormat.of().formatHex(bytes)).as(name).isEqualTo(golden.getProperty(name));
    }
}
