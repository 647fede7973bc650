/**
 * The interim directory of a copy that has ended, in the hands of a test: audited, looked into, damaged, given hostile records, made to look
 * as if the machine had been started anew. What a copy has to make of that belongs to the tests.
 */
package io.entrepot.systemtests.interim;
