// Package promises has the tests of those promises of the chat that take whole
// processes to prove: they are killed, stopped and started again while shoppers
// talk, and afterwards what the shoppers were told is compared with what is
// stored. There is nothing to import here.
//
// A test is called TestPromise_R09 or so after the promise; make chaos runs all
// of them and prints a table. The flag -long, or AISLE_LONG=1, runs as many
// rounds as the promises name.
package promises
