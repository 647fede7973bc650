package io.entrepot.cli.watch;

import io.entrepot.monitor.page.Board;
import io.entrepot.monitor.page.Board.Piece;
import io.entrepot.monitor.page.Fill;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.ResequencerListener;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.ZeroRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the board what passes through a resequencer, and passes it on. */
final class BoardFeed implements ResequencerListener {

    private final Board board;
    private final WireFormat wire;
    private final ResequencerListener next;

    BoardFeed(Board board, SchemaRegistry registry, ResequencerListener next) {
        this.board = board;
        this.wire = new WireFormat(registry);
        this.next = next;
    }

    @Override
    public void arrived(int partition, RecordKey key, RecordType type, long length, byte[] value) {
        try {
            switch (type) {
                case IMAGE_OPENED -> board.opened(partition, key.getImage(), key.getGeneration(),
                        wire.decode(value, ImageOpened.class).getSize());
                case NEW_BLOCKS -> board.came(key.getGeneration(), key.getOffset(),
                        List.of(new Piece(Fill.FRESH, length, Optional.empty())), value.length);
                case KNOWN_BLOCKS -> board.came(key.getGeneration(), key.getOffset(), pieces(wire.decode(value, KnownBlocks.class)),
                        value.length);
                default -> { }
            }
        } catch (WireException e) {
            // The sequencer refuses it too, and says so.
        }
        next.arrived(partition, key, type, length, value);
    }

    private static List<Piece> pieces(KnownBlocks known) {
        List<Piece> pieces = new ArrayList<>();
        for (Object extent : known.getExtents()) {
            if (extent instanceof ZeroRun zero) {
                pieces.add(new Piece(Fill.ZERO, zero.getLength(), Optional.empty()));
            } else if (extent instanceof KnownRun run) {
                long length = run.getLengths().stream().mapToLong(Integer::longValue).sum();
                pieces.add(new Piece(Fill.KNOWN, length, Optional.of(known.getCarriers().get(run.getCarrier()).getImage())));
            }
        }
        return pieces;
    }

    @Override
    public void said(int partition, ReceiptKey key, Receipt receipt) {
        told(board, key, receipt);
        next.said(partition, key, receipt);
    }

    /** What a writer says, wherever it is heard first. */
    static void told(Board board, ReceiptKey key, Receipt receipt) {
        board.written(key.getGeneration(), receipt.getCursor());
        if (receipt.getState() == ReceiptState.COMMITTED || receipt.getState() == ReceiptState.FAILED
                || receipt.getState() == ReceiptState.SUPERSEDED) {
            board.ended(key.getGeneration(), receipt.getState().name().toLowerCase(Locale.ROOT), Optional.ofNullable(receipt.getCause()));
        }
    }

    @Override
    public void turnBegan(int partition, String image, String generation, int turn) {
        board.turnBegan(partition, generation);
        next.turnBegan(partition, image, generation, turn);
    }

    @Override
    public void recalled(int partition, String image, String generation) {
        board.recalled(generation);
        next.recalled(partition, image, generation);
    }

    @Override
    public void running() {
        next.running();
    }

    @Override
    public void turnEnded(int partition, String image, String generation, int turn, String how, long passedBytes) {
        next.turnEnded(partition, image, generation, turn, how, passedBytes);
    }

    @Override
    public void done(int partition, String image, String generation, String how) {
        next.done(partition, image, generation, how);
    }

    @Override
    public void recallRefused(int partition, long recallOffset, String why) {
        next.recallRefused(partition, recallOffset, why);
    }

    @Override
    public void refused(int partition, long interimOffset, String why) {
        next.refused(partition, interimOffset, why);
    }
}
