/**
 * What a person, or a program that reads JSON, sees of a copy: how far it is, and what came of it.
 *
 * <p>What belongs here: collecting figures from several threads, rates, and their rendering. What does not: where figures come from, and
 * any decision.
 */
package io.entrepot.cli.report;
