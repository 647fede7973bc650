/**
 * An auditor of a fleet's topics: plain consumers, generic Avro decoding by the registered schemas alone, its own digests and chain, and
 * the invariants A, B, C, D, G and H of the design checked on what it finds. It shares no code with the parts, so that an error of theirs is
 * not made a second time here. Starting brokers and copies does not belong here.
 */
package io.entrepot.systemtests.audit;
