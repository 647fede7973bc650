package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Image;
import io.entrepot.resequencer.core.Life;
import io.entrepot.resequencer.core.Sending;
import java.nio.ByteBuffer;

/**
 * A generation's row, form 1: version, life, flags (1 sealed, 2 ending), turn, priority (4 bytes each), size, position,
 * arrivedTo, passedBytes, orderedBytes (8 each), the name's length (2), the name, the generation. The ordinal is the
 * key. Form 2, of generations that were recalled, has the turns before that (4) behind the turn; all others keep form 1,
 * so that who never recalls can go back to an older version.
 */
final class ImageForm {

    private static final byte VERSION = 1;
    private static final byte VERSION_RECALLED = 2;
    private static final int SEALED = 1;
    private static final int ENDING = 2;
    private static final int FIXED_BYTES = 3 + 2 * Integer.BYTES + 5 * Long.BYTES + Short.BYTES;

    private ImageForm() {
    }

    static byte[] write(Image image) {
        Sending sending = image.sending();
        byte[] name = Packed.utf8(sending.image());
        byte[] generation = Packed.utf8(sending.generation());
        boolean recalled = image.turnsBefore() > 0;
        ByteBuffer row = ByteBuffer.allocate(FIXED_BYTES + (recalled ? Integer.BYTES : 0) + name.length + generation.length)
                .put(recalled ? VERSION_RECALLED : VERSION).put((byte) image.life().id())
                .put((byte) ((image.sealed() ? SEALED : 0) | (image.ending() ? ENDING : 0)))
                .putInt(image.turn());
        if (recalled) {
            row.putInt(image.turnsBefore());
        }
        return row.putInt(sending.priority()).putLong(sending.sizeBytes())
                .putLong(image.position()).putLong(image.arrivedTo())
                .putLong(image.passedBytes()).putLong(image.orderedBytes())
                .putShort((short) name.length).put(name).put(generation).array();
    }

    static Image read(long ordinal, byte[] bytes) {
        boolean recalled = bytes.length > 0 && bytes[0] == VERSION_RECALLED;
        return Packed.read(StoreNames.IMAGES, recalled ? VERSION_RECALLED : VERSION, bytes, row -> {
            Life life = Life.byId(row.get());
            int flags = row.get();
            int turn = row.getInt();
            int turnsBefore = recalled ? row.getInt() : 0;
            int priority = row.getInt();
            long size = row.getLong();
            long position = row.getLong();
            long arrivedTo = row.getLong();
            long passedBytes = row.getLong();
            long orderedBytes = row.getLong();
            String name = Packed.text(row, row.getShort());
            String generation = Packed.text(row, row.remaining());
            return new Image(new Sending(ordinal, name, generation, size, priority), life, turn, position, arrivedTo,
                    (flags & SEALED) != 0, (flags & ENDING) != 0, passedBytes, orderedBytes, turnsBefore);
        });
    }
}
