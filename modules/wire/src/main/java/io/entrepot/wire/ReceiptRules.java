package io.entrepot.wire;

/** What must hold of receipts. */
final class ReceiptRules {

    private static final String WHAT = "Receipt";

    private ReceiptRules() {
    }

    static void check(Receipt receipt) throws WireException {
        Rules.range(WHAT, "turn", receipt.getTurn(), 0, Integer.MAX_VALUE);
        count("ordinal", receipt.getOrdinal());
        Rules.range(WHAT, "cursor", receipt.getCursor(), 0, Limits.IMAGE_BYTES_MAX);
        count("orderedBytes", receipt.getOrderedBytes());
        if (receipt.getState() == ReceiptState.FAILED && receipt.getCause() == null) {
            throw new WireException("A Receipt says FAILED without a cause.");
        }
        if (receipt.getCause() != null) {
            Rules.reason(WHAT, receipt.getCause());
        }
        if (receipt.getDigest() != null) {
            Rules.digest(WHAT, "digest", receipt.getDigest());
        }
        if (receipt.getInterimOffset() != null) {
            count("interimOffset", receipt.getInterimOffset());
        }
        count("zeroBytes", receipt.getZeroBytes());
        count("newBytes", receipt.getNewBytes());
        count("sharedBytes", receipt.getSharedBytes());
        count("copiedBytes", receipt.getCopiedBytes());
        count("fetchedBytes", receipt.getFetchedBytes());
        count("fetchedRecords", receipt.getFetchedRecords());
        count("runs", receipt.getRuns());
        count("fileExtents", receipt.getFileExtents());
    }

    private static void count(String field, long value) throws WireException {
        Rules.range(WHAT, field, value, 0, Long.MAX_VALUE);
    }
}
