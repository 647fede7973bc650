package io.entrepot.source.journal;

import io.entrepot.source.index.BadBlock;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out which record is bad when a receipt names a block, and has the index keep that. Where no record is known that carries the block, the
 * one that refers to it is named: what carried it before by the journal is what the destination could not read. One behind it was published
 * since, and says nothing of what failed.
 */
final class BadBlocks {

    /** Blocks that are looked for in the journal at a time, a few megabytes; the next sending looks for more. */
    private static final int SOUGHT_MAX = 1 << 14;

    private final BlockIndex index;
    private final Verdicts verdicts;
    /** Published anew before it was found out what carried them: the index has their newest place only. */
    private final Set<BadBlock> sought = new HashSet<>();

    BadBlocks(BlockIndex index, Verdicts verdicts) {
        this.index = index;
        this.verdicts = verdicts;
    }

    void named(BadBlock block) {
        verdicts.addBadRecord(block.partition(), block.interimOffset());
        if (index.badRecords().isKnown(block)) {
            return;
        }
        if (block.digest() == null) {
            carriedBy(block, block.interimOffset());
            return;
        }
        Entry entry = index.find(block.partition(), block.digest());
        // Of a block that is not known, the journal may tell later.
        if (entry != null && entry.interimOffset() <= block.interimOffset()) {
            carriedBy(block, entry.interimOffset());
        } else if (entry != null && sought.size() < SOUGHT_MAX) {
            sought.add(block);
        }
    }

    /** What can be found out from the journal only. */
    Set<BadBlock> sought() {
        return sought;
    }

    /** @param carriers of a journal that was read to where the index stands: what is not there now never comes */
    void settle(FormerCarriers carriers) {
        sought.forEach(block -> carriedBy(block, carriers.of(block).orElse(block.interimOffset())));
    }

    private void carriedBy(BadBlock block, long carrier) {
        index.badRecords().put(block, carrier);
        verdicts.addBadRecord(block.partition(), carrier);
    }
}
