//! What the source step costs on an article of some 600 words, and on drafts many times as long.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::{attribution, language, source};

/// A draft of some 600 words with the sources of a usual article: officials, spokespeople, residents, papers, outlets.
const ARTICLE: &str = "\
The Dunmore ferry will stop running in November, Mayor Carl Voss said on Monday, and the landing will be sold to a \
developer who has promised to keep the pier open.

“We have looked at every other way,” Voss told the Milton Herald. “There is none that the city can pay for.”

The plan, which the council approved by one vote, was first reported by Reuters. Two people with direct knowledge of \
the talks said the price was less than half of what the landing had been valued at two years ago. They spoke on \
condition of anonymity because the contract has not been signed.

Voss’s spokeswoman, Ann Lee, declined to give a figure. She said the sale was lawful. “It is a fair price,” Lee said, \
adding that the city’s lawyers had read every page of the contract.

Helen Ortiz, a staff attorney at the Harbor Rights Project who has represented boat owners for ten years, called the \
sale a gift. “The law says that such a landing must be offered to the county first,” said Ortiz. According to a \
complaint that the group filed in county court on Friday, the offer was never made.

A county spokesman said the county had learned of the sale from the newspaper. The county clerk, Peter Quinn, \
confirmed that. He said a letter from the city had come a week after the vote, and that he had kept the envelope.

Zentel, the developer, did not respond to requests for comment. The company said in a statement in March that it \
would “respect the history of the place.” Its founder, Maria Lopez-Ruiz, grew up three streets from the water.

Residents were divided. Several said they had not taken the ferry in years. Others, among them Kevin Brandt, a \
retired pilot, said that nobody had asked them. “I steered that boat for thirty years,” Brandt said. “They know where \
I live.”

A survey by the Quinby Institute found that six in ten people in Dunmore wanted to keep the ferry. The survey asked \
412 adults and had a margin of error of five points. The institute’s director, Grace Okafor, said the answers did not \
depend on age or on how near to the water people lived. She warned that the question had been asked before the price \
was known.

The Ministry of Transport said it had no part in the sale. An official at the ministry, who was not authorized to \
speak publicly, said that ministers had been told of the plan in May. The ministry’s figures show that 90,000 people \
took the ferry last year, down from 140,000 ten years ago.

Council member Robert Hale, who voted against the sale, said he would ask for the contract to be read aloud. Hale’s \
colleague Susan Hale, who is not related to him, said that would change nothing. “The vote is the vote,” Ms. Hale \
said. Mr. Hale said it was not.

Washington has paid for half of the ferry’s repairs since 1998, and the Department of Transportation said that it \
would want its money back if the landing was no longer used by the public. The department, in a letter to the mayor \
that was seen by the Herald, said it had not been asked. The letter named no sum.

Brandt said he would chain himself to the pier. Voss said he hoped that he would not. “Kevin is a friend of mine,” \
the mayor said. “I would bring him coffee.”
";

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sources");
    group.sample_size(20);
    for copies in [1, 16, 256] {
        let draft = Draft::read("ferry.txt", Format::Plain, &ARTICLE.repeat(copies));
        let policy = Policy::default();
        let prose = language::read(&draft);
        let reading = attribution::read(&draft, &prose, &policy);
        group.throughput(Throughput::Elements(prose.tokens.len() as u64));
        let name = BenchmarkId::from_parameter(format!("{copies} x 600 words"));
        group.bench_with_input(name, &copies, |bencher, _| {
            bencher.iter(|| black_box(source::resolve(&draft, &prose, &reading, &policy)));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
